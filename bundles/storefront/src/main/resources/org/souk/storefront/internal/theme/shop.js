// The shop works without this. It saves a click or two.
(function () {
  "use strict";
  document.documentElement.classList.add("scripted");
  document.addEventListener("change", function (event) {
    var field = event.target;
    if (field.matches("[data-send]")) {
      field.form.submit();
    } else if (field.matches("[data-recalculate]")) {
      var button = field.form.querySelector("[value=recalculate]");
      if (button) button.click();
    }
  });
  // Sent twice is sent once; the server sees to it too, by the hidden key.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!form.matches("[data-once]")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    setTimeout(function () { delete form.dataset.sent; }, 8000);
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("[data-sent]").forEach(function (form) { delete form.dataset.sent; });
  });
  document.addEventListener("keydown", function (event) {
    var menu = document.querySelector(".menu[open]");
    if (event.key === "Escape" && menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
})();
