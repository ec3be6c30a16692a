// Runs Python in Pyodide:  node pyodide.mjs RELEASE FOLDER PROGRAM
//
//   RELEASE : folder of a Pyodide release, with pyodide.mjs and the NumPy of that release
//   FOLDER  : with the package nn, seen by Python as /house
//   PROGRAM : path of a Python program; what it prints is printed here
import { pathToFileURL } from "node:url";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const [release, folder, program] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(release, "pyodide.mjs")).href);
const python = await loadPyodide({ indexURL: release, stderr: () => {} });
await python.loadPackage("numpy", { messageCallback: () => {} });
python.mountNodeFS("/house", folder);
python.runPython(readFileSync(program, "utf8"));
