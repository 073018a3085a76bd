// embed.html: one figure, told by the address, that fills a frame of another page and tells that page what it must know.
//
// The address: `#figure=…` is the state, as permalinks write it; any other attribute of <many-clocks> may stand beside it
// (`views=map+clocks&controls=step+play&lang=de`); `ask=limit-rate` puts a question under the figure, with its attributes as
// `ask-direction=steep` and its words as `ask-prompt`. Nothing of it is ever read as HTML: names are those of the elements,
// values are attributes, which the elements check.
//
// Messages to the page around it, each with `source: "many-clocks"` and `version: 1`: `height` (CSS pixels, whenever it
// changes), `ready`, `change` (with `state`, when a reader has let go), `answer` (the detail of the question's event) and
// `error`. They go to any origin, because a frame cannot know where it stands and they hold nothing but the figure. From
// that page, and from nobody else, it takes `set-state` (with `state`).
(function () {
  "use strict";
  var SOURCE = { source: "many-clocks", version: 1 };
  // The page has one figure, whose state stands in its own address.
  var OWN = ["permalink", "group", "share", "config"];
  var LONGEST = 40;
  var main = document.querySelector("main");
  var note = document.createElement("p");
  var figure = document.createElement("many-clocks");
  var question = document.createElement("many-clocks-question");
  var settings = attributes("many-clocks").filter(function (name) { return OWN.indexOf(name) < 0; });
  var asked = attributes("many-clocks-question").filter(function (name) { return ["for", "lang", "ask"].indexOf(name) < 0; });

  function attributes(name) {
    return customElements.get(name).observedAttributes;
  }

  function decoded(text) {
    try {
      return decodeURIComponent(text.replace(/\+/g, " "));
    } catch (_) {
      return text;
    }
  }

  /** What the address says, by name. */
  function said() {
    var values = {};
    location.hash.slice(1).split("&").forEach(function (pair) {
      var at = pair.indexOf("=");
      if (pair) values["=" + decoded(at < 0 ? pair : pair.slice(0, at))] = at < 0 ? "" : decoded(pair.slice(at + 1));
    });
    return values;
  }

  function apply() {
    var values = said();
    function take(key) {
      var value = values["=" + key];
      delete values["=" + key];
      return value;
    }
    function set(element, name, value) {
      if (value === undefined) element.removeAttribute(name);
      else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
    }
    take("figure");
    settings.forEach(function (name) { set(figure, name, take(name)); });
    set(question, "lang", figure.getAttribute("lang") || undefined);
    var ask = take("ask");
    set(question, "ask", ask);
    asked.forEach(function (name) { set(question, name, take("ask-" + name)); });
    var prompt = take("ask-prompt");
    if (prompt !== undefined && question.textContent !== prompt) question.textContent = prompt;
    if (ask === undefined) question.remove();
    else if (!question.isConnected) figure.after(question);
    var strange = Object.keys(values).map(function (key) { return "“" + key.slice(1, LONGEST) + "”"; });
    note.hidden = strange.length === 0;
    note.textContent = "Not known in an address, and left out: " + strange.slice(0, 5).join(", ") + ".";
  }

  function tell(type, facts) {
    if (parent !== window) parent.postMessage(Object.assign({}, facts, SOURCE, { type: type }), "*");
  }

  note.className = "note";
  note.setAttribute("role", "status");
  figure.id = "figure";
  figure.setAttribute("permalink", "figure");
  question.setAttribute("for", "figure");
  main.append(note);
  apply();
  note.before(figure);
  if (question.hasAttribute("ask")) figure.after(question);
  addEventListener("hashchange", apply);

  figure.addEventListener("many-clocks-ready", function () { tell("ready"); });
  main.addEventListener("many-clocks-change", function (event) {
    if (event.detail.final) tell("change", { state: event.detail.state });
  });
  main.addEventListener("many-clocks-answer", function (event) {
    tell("answer", Object.assign({ ask: question.getAttribute("ask") }, event.detail));
  });
  main.addEventListener("many-clocks-error", function (event) {
    tell("error", { fault: event.detail.type, field: event.detail.field, code: event.detail.code, message: event.detail.message });
  });
  addEventListener("message", function (event) {
    var wish = event.data;
    if (event.source !== parent || parent === window || !wish || wish.source !== SOURCE.source || wish.version !== SOURCE.version) return;
    if (wish.type === "set-state" && wish.state && typeof wish.state === "object") figure.setState(wish.state);
  });

  // The height of what is there, never that of the frame: a page that follows it comes to rest.
  var height = 0;
  var waiting = false;
  new ResizeObserver(function () {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(function () {
      waiting = false;
      var now = Math.ceil(main.getBoundingClientRect().height);
      if (now === height) return;
      height = now;
      tell("height", { height: now });
    });
  }).observe(main);
})();
