// The shop works without this. It saves a click or two.
(function () {
  "use strict";
  document.documentElement.classList.add("scripted");

  // Another country or delivery: the sums are asked for and put in place, nothing else moves.
  document.addEventListener("change", function (event) {
    var field = event.target;
    if (!field.matches("[data-recalculate]")) return;
    var form = field.form;
    var data = new URLSearchParams(new FormData(form));
    data.set("action", "recalculate");
    // a button is called "action", so form.action is not the address
    fetch(form.getAttribute("action"), { method: "POST", body: data, credentials: "same-origin" })
      .then(function (reply) {
        return reply.ok && !reply.redirected ? reply.text() : Promise.reject(new Error(String(reply.status)));
      })
      .then(function (text) {
        var page = new DOMParser().parseFromString(text, "text/html");
        var parts = [".checkout .totals", "[name=shown]", "[name=cartVersion]"];
        if (field.name === "country") parts.push(".deliveries");
        parts.forEach(function (part) {
          var old = document.querySelector(part);
          var fresh = page.querySelector(part);
          if (old && fresh) old.replaceWith(document.importNode(fresh, true));
        });
      })
      .catch(function () {
        // the button does it by hand
        document.documentElement.classList.remove("scripted");
      });
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

  // What one may be about to type; choosing one searches for it.
  var typing = 0;
  document.addEventListener("input", function (event) {
    var field = event.target;
    var list = document.getElementById("suggestions");
    if (!list || !field.matches("input[list=suggestions]")) return;
    clearTimeout(typing);
    var chosen = Array.prototype.some.call(list.options, function (option) { return option.value === field.value; });
    if (chosen && event.inputType !== "insertText" && event.inputType !== "deleteContentBackward") {
      field.form.requestSubmit();
      return;
    }
    var text = field.value;
    if (text.trim().length < 2) {
      list.replaceChildren();
      return;
    }
    typing = setTimeout(function () {
      fetch("/api/v1/suggestions?q=" + encodeURIComponent(text))
        .then(function (reply) { return reply.ok ? reply.json() : { items: [] }; })
        .then(function (found) {
          if (field.value !== text) return;
          list.replaceChildren.apply(list, found.items.map(function (item) {
            var option = document.createElement("option");
            option.value = item.text;
            return option;
          }));
        })
        .catch(function () { list.replaceChildren(); });
    }, 150);
  });

  document.addEventListener("keydown", function (event) {
    var menu = document.querySelector(".menu[open],.bar-more[open]");
    if (event.key === "Escape" && menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
})();
