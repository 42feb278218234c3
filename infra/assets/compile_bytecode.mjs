// node compile_bytecode.mjs PYODIDE FOLDER PYTHON: compile every source below FOLDER with the
// Python of the npm package in PYODIDE, which must be of version PYTHON (such as 3.14).
import { pathToFileURL } from "node:url";

const [, , pyodide, folder, wanted] = process.argv;
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
const python = await loadPyodide({ indexURL: `${pyodide}/` });
python.mountNodeFS("/assets", folder);
python.globals.set("wanted", wanted);
python.runPython(`
import compileall, py_compile, sys
have = f"{sys.version_info.major}.{sys.version_info.minor}"
assert have == wanted, f"this compiler is Python {have}, not {wanted}"
compileall.compile_dir(
    "/assets", quiet=2, stripdir="/assets",
    invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
)
`);
