// The first script of a tested page: WebKit's driver shows neither console nor network, so the page itself keeps the record.
// A classic script without dependencies; it reads and never changes what the page does.
(function () {
  "use strict";
  if (window.probe) return;
  var record = { errors: [], requests: [], events: [] };
  window.probe = record;
  function note(kind, text) {
    record.errors.push(kind + ": " + text);
  }
  addEventListener(
    "error",
    function (event) {
      var target = event.target;
      if (target && target !== window && (target.src || target.href)) note("not loaded", target.src || target.href);
      else note("error", event.message + " (" + event.filename + ":" + event.lineno + ")");
    },
    true,
  );
  addEventListener("unhandledrejection", function (event) {
    note("unhandled rejection", String(event.reason) + " " + String((event.reason && event.reason.stack) || ""));
  });
  document.addEventListener("securitypolicyviolation", function (event) {
    note("policy", event.violatedDirective + " " + event.blockedURI);
  });
  var original = console.error;
  console.error = function () {
    note("console.error", Array.prototype.map.call(arguments, String).join(" "));
    return original.apply(console, arguments);
  };
  try {
    new PerformanceObserver(function (list) {
      list.getEntries().forEach(function (entry) {
        record.requests.push(entry.name);
      });
    }).observe({ type: "resource", buffered: true });
  } catch (error) {
    note("probe", String(error));
  }
  // User-visible events of the elements, with the number of the frame in which they came.
  record.frame = 0;
  (function count() {
    record.frame += 1;
    requestAnimationFrame(count);
  })();
  ["many-clocks-ready", "many-clocks-change", "many-clocks-error"].forEach(function (type) {
    addEventListener(
      type,
      function (event) {
        var detail = event.detail || {};
        record.events.push({
          type: type,
          fault: detail.type,
          id: (event.target && event.target.id) || "",
          frame: record.frame,
          final: detail.final,
          field: detail.field,
          code: detail.code,
          message: detail.message,
          composed: event.composed,
          bubbles: event.bubbles,
          state: detail.state === undefined ? "" : JSON.stringify(detail.state),
        });
      },
      true,
    );
  });
})();
