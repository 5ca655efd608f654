import { build } from "../../../modules/shared/bundle";

/** Run in a process of its own: prints the hash of a function's bundle. Arguments: folder, function. */
const [root = "", name = ""] = process.argv.slice(2);
console.log(build({ root, name, target: "node22" }).sha256.hex);
