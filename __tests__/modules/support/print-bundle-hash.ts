import { buildBundle } from "../../../modules/shared/build-bundle";

/** Run in a process of its own: prints the hash of a function's bundle. Arguments: folder, function. */
const [root = "", name = ""] = process.argv.slice(2);
console.log(buildBundle({ root, name }).sha256.hex);
