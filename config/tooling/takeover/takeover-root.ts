import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { repositoryRoot } from "../../../modules/shared/repository-root";
import { reproducibleZip } from "../../../modules/shared/reproducible-zip";
import { synthesisedModules } from "../release/synthesised-modules";

/** Whose modules a root calls: those that run already, or ours in their place. */
export type Modules = "reference" | "ours";

const SOURCE = /source( +)= "\.\/(?:reference|ours)\//g;

/** File that lets our attachment go without detaching anything; it is there while one goes back. */
const GOING_BACK = "going-back.tf";

/** What the functions of the replaced module consist of here: nobody invokes them. */
const CODE = 'exports.handler = async () => "the function of the replaced module";\n';

/** The root of `config/tooling/takeover/root` in a folder of the test's own, with both sets of modules beside it. */
export class TakeoverRoot {
  constructor(readonly folder: string) {
    cpSync(path.join(repositoryRoot(), "config", "tooling", "takeover", "root"), folder, { recursive: true });
    this.writeReferenceCode();
    this.writeOurModules();
  }

  /** Replaces the `source` of every module call, and nothing else. */
  use(modules: Modules): void {
    const file = path.join(this.folder, "main.tf");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replaceAll(SOURCE, `source$1= "./${modules}/`));
  }

  /** As the upgrade guide says: the attachment is forgotten, not destroyed. */
  startGoingBack(lines: string): void {
    writeFileSync(path.join(this.folder, GOING_BACK), lines);
  }

  endGoingBack(): void {
    rmSync(path.join(this.folder, GOING_BACK));
  }

  private writeReferenceCode(): void {
    const functions = path.join(this.folder, "reference", "db-snapshot-to-s3", "functions");
    mkdirSync(functions, { recursive: true });
    for (const name of ["export", "copier"])
      writeFileSync(
        path.join(functions, `${name}.zip`),
        reproducibleZip({ "index.js": new TextEncoder().encode(`// ${name}\n${CODE}`) }),
      );
  }

  private writeOurModules(): void {
    for (const { name, files } of synthesisedModules())
      for (const [file, bytes] of Object.entries(files)) {
        const target = path.join(this.folder, "ours", name, file);
        mkdirSync(path.dirname(target), { recursive: true });
        writeFileSync(target, bytes);
      }
  }
}
