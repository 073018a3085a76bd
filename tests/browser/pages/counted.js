// Before the script: counts what a page that embeds many figures cannot see, and changes nothing of it.
(function () {
  "use strict";
  var counted = (window.counted = { modules: 0, instances: 0, memories: [], frames: new Set(), listeners: new Map(), drawn: new Map(), observers: 0 });
  function made(name, after) {
    var Original = WebAssembly[name];
    WebAssembly[name] = new Proxy(Original, {
      construct: function (target, given) {
        counted[name.toLowerCase() + "s"] += 1;
        var object = new target(...given);
        if (after) after(object);
        return object;
      },
    });
  }
  made("Module");
  made("Instance", function (instance) {
    Object.values(instance.exports).forEach(function (value) {
      if (value instanceof WebAssembly.Memory) counted.memories.push(value);
    });
  });

  // Frames that are asked for and have not come. The probe's own counter asks for one always.
  var request = window.requestAnimationFrame;
  var cancel = window.cancelAnimationFrame;
  window.requestAnimationFrame = function (act) {
    var own = act.name === "count" || act.name === "mine";
    var id = request.call(window, function (time) {
      counted.frames.delete(id);
      act(time);
    });
    if (!own) counted.frames.add(id);
    return id;
  };
  window.cancelAnimationFrame = function (id) {
    counted.frames.delete(id);
    cancel.call(window, id);
  };

  // Listeners of the window, the document and media queries that are still there.
  [[window, "window"], [document, "document"], [MediaQueryList.prototype, "query"]].forEach(function (place) {
    var target = place[0];
    var add = target.addEventListener;
    var remove = target.removeEventListener;
    target.addEventListener = function (type, act, options) {
      var key = {};
      counted.listeners.set(key, place[1] + " " + type);
      var gone = function () { counted.listeners.delete(key); };
      if (options && options.signal) options.signal.addEventListener("abort", gone);
      if (act && typeof act === "function") act.counted = (act.counted || []).concat([[type, gone]]);
      return add.call(this, type, act, options);
    };
    target.removeEventListener = function (type, act, options) {
      ((act && act.counted) || []).forEach(function (entry) { if (entry[0] === type) entry[1](); });
      return remove.call(this, type, act, options);
    };
  });

  // How often each figure draws, by the id of its element.
  ["fill", "stroke", "putImageData", "fillText"].forEach(function (name) {
    var original = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function () {
      var root = this.canvas.getRootNode();
      if (root.host) counted.drawn.set(root.host.id, (counted.drawn.get(root.host.id) || 0) + 1);
      return original.apply(this, arguments);
    };
  });
})();
