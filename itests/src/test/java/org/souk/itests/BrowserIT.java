package org.souk.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A shopper with a browser, on each demo shop's own name, from the home page to the confirmation; with and without JavaScript. */
@ExtendWith(SharedContainer.class)
class BrowserIT {
    private static Container container;
    private static Playwright playwright;
    private static Browser browser;

    @BeforeAll
    static void open(Container shared) throws IOException {
        container = shared;
        for (String demo : List.of("tack.catalog.zip", "zuckerhut.jar")) {
            Files.write(
                    container.deploy().resolve(demo),
                    Files.readAllBytes(container.home().resolve("demo").resolve(demo)));
        }
        for (String host : List.of("tack.localhost", "zuckerhut.localhost")) {
            Await.until(
                    Duration.ofSeconds(20),
                    () -> host,
                    () -> Http.get(container.httpPort(), host, "/").status() == 200);
        }
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(System.getenv().getOrDefault("SOUK_BROWSER", "/usr/bin/chromium")))
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    @AfterAll
    static void close() {
        Containers.closeAll(browser, playwright);
    }

    @ParameterizedTest(name = "{0}, {1} px, JavaScript {2}")
    @CsvSource({
        "tack.localhost, 1440, true",
        "tack.localhost, 390, false",
        "zuckerhut.localhost, 390, true",
        "zuckerhut.localhost, 1440, false"
    })
    @DisplayName("from home to order confirmation")
    void buys(String host, int width, boolean javaScript) {
        try (BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(width, 900).setJavaScriptEnabled(javaScript))) {
            Page page = context.newPage();
            page.setDefaultTimeout(10_000);
            page.navigate("http://" + host + ":" + container.httpPort() + "/");
            accessible(page, javaScript);
            page.locator("main a[href^='/p/']").first().click();
            String product = page.locator("h1").textContent().strip();
            accessible(page, javaScript);
            page.locator("form.add button").first().click();
            assertThat(page.url()).contains("/cart");
            assertThat(page.locator("main").textContent()).contains(product);
            accessible(page, javaScript);
            page.locator("a[href='/checkout']").first().click();
            page.locator("[name=email]").fill("ada@example.org");
            page.locator("[name=name]").fill("Ada Lovelace");
            page.locator("[name=line1]").fill("12 St James's Square");
            page.locator("[name=city]").fill("London");
            page.locator("[name=postcode]").fill("SW1Y 4JH");
            accessible(page, javaScript);
            page.locator(".summary button[name=action][value=place]").click();
            assertThat(page.url()).contains("/orders/").contains("token=");
            assertThat(page.locator("main").textContent()).contains(product).contains("Ada Lovelace");
            accessible(page, javaScript);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(System.getProperty("souk.containers"), host + "-" + width + ".png"))
                    .setFullPage(true));
        }
    }

    @ParameterizedTest(name = "{0}, {1} px, JavaScript {2}")
    @CsvSource({"tack.localhost, 390, true", "zuckerhut.localhost, 1440, true", "tack.localhost, 1440, false"})
    @DisplayName("from a guest's cart to an account and back")
    void registers(String host, int width, boolean javaScript) {
        try (BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(width, 900).setJavaScriptEnabled(javaScript))) {
            Page page = context.newPage();
            page.setDefaultTimeout(10_000);
            String home = "http://" + host + ":" + container.httpPort();
            page.navigate(home + "/");
            page.locator("main a[href^='/p/']").first().click();
            String product = page.locator("h1").textContent().strip();
            page.locator("form.add button").first().click();
            page.navigate(home + "/account");
            assertThat(page.url()).endsWith("/account/sign-in");
            accessible(page, javaScript);
            page.locator("main a[href^='/account/register']").click();
            accessible(page, javaScript);
            String email = "ada" + width + javaScript + "@example.org";
            enter(page, email, "correct horse battery");
            assertThat(page.url()).endsWith("/account?welcome");
            assertThat(page.locator("main").textContent()).contains(email);
            accessible(page, javaScript);
            page.navigate(home + "/cart");
            assertThat(page.locator("main").textContent()).contains(product);
            page.navigate(home + "/account/password");
            accessible(page, javaScript);
            page.navigate(home + "/account");
            page.locator("form[action='/account/sign-out'] button").click();
            page.navigate(home + "/cart");
            assertThat(page.locator("main").textContent()).doesNotContain(product);
            page.navigate(home + "/account/sign-in?return=/cart");
            enter(page, email, "wrong horse battery");
            assertThat(page.locator("[role=alert]").count()).isEqualTo(1);
            accessible(page, javaScript);
            enter(page, email, "correct horse battery");
            assertThat(page.url()).endsWith("/cart");
            assertThat(page.locator("main").textContent()).contains(product);
        }
    }

    private static void enter(Page page, String email, String password) {
        page.locator("main [name=email]").fill(email);
        page.locator("main [name=password]").fill(password);
        page.locator("main form button").click();
    }

    private static void accessible(Page page, boolean javaScript) {
        if (javaScript) {
            assertThat(new AxeBuilder(page)
                            .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa"))
                            .analyze()
                            .getViolations())
                    .as(page.url())
                    .isEmpty();
        }
        assertThat(((Number) page.locator("body")
                                .evaluate("b => b.scrollWidth - b.ownerDocument.documentElement.clientWidth"))
                        .intValue())
                .as(page.url() + " is no wider than the screen")
                .isLessThanOrEqualTo(0);
    }
}
