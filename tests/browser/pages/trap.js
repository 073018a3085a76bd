// Before the script: an instance one of whose exports fails when it is told to. The product has no such switch.
(function () {
  "use strict";
  var trap = (window.trap = { armed: null, instances: 0 });
  var Original = WebAssembly.Instance;
  WebAssembly.Instance = function (module, imports) {
    var instance = new Original(module, imports);
    trap.instances += 1;
    var exports = {};
    Object.keys(instance.exports).forEach(function (name) {
      var value = instance.exports[name];
      exports[name] = typeof value !== "function" ? value : function () {
        if (trap.armed && trap.armed.test(name)) {
          trap.armed = null;
          throw new WebAssembly.RuntimeError("a trap set by the test");
        }
        return value.apply(this, arguments);
      };
    });
    return { exports: exports };
  };
})();
