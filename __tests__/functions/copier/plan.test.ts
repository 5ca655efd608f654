import { NAMES_KEPT, planner, type Planner, type Step } from "../../../functions/copier/plan";

const date = { year: "2024", month: "02", day: "29", backdated: false };
const newPlanner = (prefix = "a-1/"): Planner => planner({ prefix, serviceArea: "housing", date });
const object = (key: string, size = 1): Parameters<Planner["next"]>[0] => ({
  key,
  size,
  lastModified: new Date(0),
});
const codeOf = (step: Step): string => (step.kind === "problem" ? step.problem.code : step.kind);

describe("two files of one table with one name", () => {
  it("are an error that names both and the key, whatever lies between table and file", () => {
    const plan = newPlanner();
    plan.next(object("a-1/db/public.t/1/part.parquet"));
    plan.next(object("a-1/db/public.t/1/other.parquet"));
    const step = plan.next(object("a-1/db/public.t/2/part.parquet"));
    expect(step).toMatchObject({ problem: { code: "LANDING_KEYS_COLLIDE" } });
    expect(step.kind === "problem" && step.problem.reason).toMatch(
      /t\/1\/part\.parquet and .*t\/2\/part\.parquet .* housing\/db\/public\.t\/.*\/part\.parquet$/,
    );
  });

  it("are none when they are of two tables, or of two databases", () => {
    const plan = newPlanner();
    const keys = ["a/public.t", "b/public.t", "b/public.t-x", "b/public.u"];
    expect(keys.map((key) => plan.next(object(`a-1/${key}/1/part.parquet`)).kind)).toEqual(
      keys.map(() => "copy"),
    );
  });

  it("stay an error when there are more names than are kept, for those that are", () => {
    const plan = newPlanner();
    for (let at = 0; at < NAMES_KEPT + 5; at++) plan.next(object(`a-1/db/public.t/1/${at}.parquet`));
    expect(codeOf(plan.next(object("a-1/db/public.t/2/7.parquet")))).toBe("LANDING_KEYS_COLLIDE");
    // Beyond that memory would grow with the table: the verification finds those.
    expect(codeOf(plan.next(object(`a-1/db/public.t/2/${NAMES_KEPT + 1}.parquet`)))).toBe("copy");
  });
});

describe("an object of an export", () => {
  it.each(["db/public.t/1/_SUCCESS", "db/public.t/1/", "db/public.t/", "export_info_a-1.json", "db/note"])(
    "that is no data is passed: %j",
    (key) => {
      expect(newPlanner().next(object(`a-1/${key}`, 0)).kind).toBe("pass");
    },
  );

  it.each(["part-0.snappy.parq", "part-0.csv", "part.crc", "part.parquet.tmp", ""])(
    "in a table's folder that may be data in another form is an error: %j",
    (name) => {
      expect(codeOf(newPlanner().next(object(`a-1/db/public.t/1/${name}`, 1)))).toBe("UNKNOWN_LAYOUT");
    },
  );

  it("is one file of whatever size S3 holds", () => {
    const size = 48 * 1024 ** 4;
    expect(newPlanner().next(object("a-1/db/public.t/1/f.parquet", size))).toMatchObject({
      kind: "copy",
      copy: { size },
    });
  });

  it.each(["stray.parquet", "db/stray.parquet", "db//1/part.parquet", "/db/t/part.parquet"])(
    "that does not fit RDS's layout is an error: %s",
    (key) => {
      expect(codeOf(newPlanner().next(object(`a-1/${key}`)))).toBe("UNKNOWN_LAYOUT");
    },
  );

  it("that is another export's is never taken for one of this", () => {
    expect(codeOf(newPlanner().next(object("a-10/db/public.t/1/part.parquet")))).toBe("UNKNOWN_LAYOUT");
  });
});
