// The playground: which views and marks the figure shows, and which preset it shows. What it computes is the figure's.
(function () {
  "use strict";
  var figure = document.querySelector("#bowl");
  var presets = Array.prototype.slice.call(document.querySelectorAll(".presets a"));
  var LABELS = { map: "map", clocks: "clocks", rate: "rate", loss: "loss", components: "distance", slices: "slices", surface: "surface" };

  function choices(attribute, names) {
    var place = document.getElementById(attribute);
    var inputs = names.map(function (name) {
      var input = document.createElement("input");
      var label = document.createElement("label");
      input.type = "checkbox";
      input.name = attribute;
      input.value = name;
      input.checked = (figure.getAttribute(attribute) || "").split(" ").indexOf(name) >= 0;
      label.append(input, LABELS[name] || name);
      place.append(label);
      return input;
    });
    place.addEventListener("change", function () {
      var chosen = inputs.filter(function (input) { return input.checked; }).map(function (input) { return input.value; });
      figure.setAttribute(attribute, chosen.join(" ") || "none");
    });
  }

  // Two links to one state may be written in several ways; as long as it is untouched, its own words stand in the address.
  function mark() {
    presets.forEach(function (link) {
      var chosen = link.hash === location.hash && link.hash !== "#directions";
      link.parentNode.classList.toggle("chosen", chosen);
      if (chosen) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  }

  ManyClocks.loadEngine().then(function (engine) {
    choices("views", engine.catalogue().views.map(function (view) { return view.id; }));
    choices("marks", ["ellipse", "memory", "field"]);
  });
  addEventListener("hashchange", mark);
  figure.addEventListener("many-clocks-change", function () {
    presets.forEach(function (link) {
      link.parentNode.classList.remove("chosen");
      link.removeAttribute("aria-current");
    });
  });
  presets.forEach(function (link) {
    link.addEventListener("click", function (event) {
      if (link.hash === "#directions") return;
      // The same link once more brings its state back, though the address may not have changed.
      if (link.hash === location.hash) history.replaceState(null, "", location.href.replace(/#.*/, ""));
      setTimeout(function () { figure.scrollIntoView({ block: "nearest" }); });
    });
  });
  mark();
})();
