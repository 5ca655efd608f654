import type { Fault, Plan } from "../../simulation/plan/plan";
import type { ExportHistory, History } from "../../simulation/world/history";
import { broken, landed, letter, lost, manifest, met, plan, TARGET } from "./support/histories";

/** What a second export of the snapshot has written: RDS gives its files other names. */
const AGAIN = "rds-c1-a-r2";
const AGAIN_KEY = `${AGAIN}/app/public.users/1/4711-x.parquet`;
const AGAIN_TARGET = TARGET.replace("x.parquet", "4711-x.parquet");

const fails: Fault = { kind: "export-task", nth: 1, effect: "fails" };
const [first, again] = [
  { ...landed.exports[0], status: "FAILED" },
  {
    ...landed.exports[0],
    taskId: AGAIN,
    startedAt: 22_000,
    endedAt: 22_200,
    files: new Map([[AGAIN_KEY, 7]]),
  },
] as [ExportHistory, ExportHistory];

describe("of a snapshot that is exported again", () => {
  const file = (source: string): { bytes: number; writtenAt: number; source: string } => ({
    bytes: 7,
    writtenAt: 22_300,
    source: `export-bucket/${source}`,
  });
  const landedAgain = (zone: History["zone"]): History => ({
    ...landed,
    ...met(fails),
    exports: [first, again],
    letters: [letter("EXPORT_FAILED")],
    zone,
    manifests: [{ ...manifest, exportTask: AGAIN, export: { ...manifest.export, prefix: `${AGAIN}/` } }],
    workflowRuns: landed.workflowRuns.map((run) => ({ ...run, taskId: AGAIN })),
  });
  const own = [AGAIN_TARGET, file(AGAIN_KEY)] as const;

  it("the landing is compared with the export that landed, not with the first", () => {
    const invariants = broken(landedAgain(new Map([own])), plan([fails]));
    expect(invariants).not.toContain("landing equals export");
    expect(invariants).not.toContain("rows land once");
    const [key] = [...first.files.keys()];
    expect(broken(landedAgain(new Map([[TARGET, file(key ?? "")]])), plan([fails]))).toContain(
      "landing equals export",
    );
  });

  it("nothing of the export that failed lies in the zone, whether another one lands or not", () => {
    const half = [TARGET, file([...first.files.keys()][0] ?? "")] as const;
    expect(broken(landedAgain(new Map([own, half])), plan([fails]))).toEqual(
      expect.arrayContaining(["landing equals export", "rows land once"]),
    );
    const alone: History = { ...lost, ...met(fails), exports: [first], letters: [letter("EXPORT_FAILED")] };
    const off = plan([fails], { reconciliationIntervalInHours: 0 });
    expect(broken(alone, off)).toEqual([]);
    expect(broken({ ...alone, zone: new Map([half]) }, off)).toEqual(["landing equals export"]);
  });

  it("what the failed export has written is no file that may be copied", () => {
    const copied = (times: number): readonly string[] =>
      broken({ ...landedAgain(new Map([own])), calls: new Map([["s3:CopyObject", times]]) }, plan([fails]));
    expect(copied(1)).not.toContain("files are copied once");
    expect(copied(2)).toContain("files are copied once");
  });
});

describe("of two snapshots with files of one name", () => {
  const of: Plan = {
    ...plan(),
    snapshots: plan().snapshots.flatMap((each) => [each, { ...each, name: "rds:c1-b", at: 3600 }]),
  };
  const other = "rds-c1-b";
  /** @param name of the second one's file, as its export has written it */
  const told = (name: string): readonly string[] =>
    broken(
      {
        ...landed,
        snapshots: landed.snapshots.flatMap((each) => [
          each,
          { ...each, planned: 1, arn: each.arn.replace("c1-a", "c1-b"), availableAt: 3660 },
        ]),
        exports: landed.exports.flatMap((each) => [
          each,
          {
            ...each,
            taskId: other,
            planned: 1,
            startedAt: 3670,
            endedAt: 3790,
            files: new Map([[`${other}/app/public.users/1/${name}`, 7]]),
          },
        ]),
        letters: [letter("LANDING_KEYS_COLLIDE")].map((each) => ({
          ...each,
          letter: each.letter && { ...each.letter, exportTask: other, snapshot: null },
        })),
      },
      of,
    );

  it("a letter is explained only where the exports' names met", () => {
    expect(told("x.parquet")).toEqual([]);
    expect(told("4711-x.parquet")).toEqual(["every snapshot ends", "letters are explained"]);
  });
});
