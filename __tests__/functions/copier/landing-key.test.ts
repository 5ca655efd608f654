import fc from "fast-check";
import { landingDate } from "../../../functions/shared/landing-date";
import { landingKey, landingPlace } from "../../../functions/copier/landing-key";

const ARN = "arn:aws:rds:eu-west-2:123456789012:snapshot:";

describe("landingDate", () => {
  it.each([
    ["rds:db1-2024-03-01-00-10", "2024-02-29T23:59:59.999Z", "20240229", false],
    ["rds:db1-2024-03-01-00-10", "2024-03-01T00:00:00Z", "20240301", false],
    ["sql-to-parquet-2021-07-04-backdated", "2024-03-01T00:00:00Z", "20210704", true],
    ["sql-to-parquet-2024-02-29-backdated", undefined, "20240229", true],
    ["my-sql-to-parquet-2021-07-04-backdated", "2024-03-01T00:00:00Z", "20240301", false],
    ["sql-to-parquet-2021-07-04-backdated-again", "2024-03-01T00:00:00Z", "20240301", false],
  ])("of %s taken at %s is %s", (name, time, day, backdated) => {
    const date = landingDate(ARN + name, time === undefined ? undefined : new Date(time));
    expect(date && date.year + date.month + date.day).toBe(day);
    expect(date?.backdated).toBe(backdated);
  });

  it.each(["2023-02-29", "2021-13-01", "2021-00-10", "2021-04-31"])("is none for a backdated %s", (day) => {
    expect(landingDate(`${ARN}sql-to-parquet-${day}-backdated`, new Date())).toBeUndefined();
  });

  it("is none without a time", () => {
    expect(landingDate(`${ARN}s1`, undefined)).toBeUndefined();
  });
});

describe("landingPlace", () => {
  it.each([
    ["db/public.t/1/part-00000-u.gz.parquet", "part-00000-u.gz.parquet"],
    ["db/public.t/part-00000-u-c000.gz.parquet", "part-00000-u-c000.gz.parquet"],
    ["db/public.t/1/2/part.parquet", "part.parquet"],
  ])("reads %s", (key, fileName) => {
    expect(landingPlace(key)).toEqual({ database: "db", table: "public.t", fileName });
  });
  it.each(["x.parquet", "db/x.parquet", "db//x.parquet", "/db/t/x.parquet", "db/t/"])("refuses %j", (key) => {
    expect(landingPlace(key)).toBeUndefined();
  });
});

it("landing keys of two tables never meet, whatever the tables are called", () => {
  const segment = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => !text.includes("/"));
  const date = { year: "2024", month: "02", day: "29", backdated: false };
  fc.assert(
    fc.property(segment, segment, segment, segment, segment, (database, one, other, batch, file) => {
      fc.pre(one !== other);
      const key = (table: string): string => {
        const place = landingPlace([database, table, batch, file].join("/"));
        if (place === undefined) throw new Error("did not fit");
        return landingKey("housing", place, date);
      };
      expect(key(one)).not.toBe(key(other));
    }),
  );
});
