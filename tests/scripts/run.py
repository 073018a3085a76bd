# Runs every NumPy script of a folder, reads every PyTorch one, and prints what came of them as one JSON object:
# name -> {"path": [[x, y], …], "printed": lines} or {"error": text}.
import contextlib
import io
import json
import pathlib
import sys
import traceback

results = {}
for file in sorted(pathlib.Path(sys.argv[1]).glob("*.py")):
    printed, names = io.StringIO(), {"__name__": "script"}
    try:
        code = compile(file.read_text(encoding="utf-8"), file.name, "exec")
        # With PyTorch at hand the other ones run too: `run.py FOLDER pytorch`.
        if file.name.endswith(".pytorch.py") and "pytorch" not in sys.argv[2:]:
            results[file.name] = {"path": [], "printed": []}
            continue
        with contextlib.redirect_stdout(printed):
            exec(code, names)
        path = [[float(x) for x in point] for point in names["path"]]
        results[file.name] = {"path": path, "printed": printed.getvalue().splitlines()}
    except Exception:
        results[file.name] = {"error": traceback.format_exc(limit=-3)}
json.dump(results, sys.stdout)
