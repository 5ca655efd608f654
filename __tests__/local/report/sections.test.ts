import { renderReport } from "../../../local/report/render-report";
import type { RunResult } from "../../../local/start/run-result";
import { DEFAULT_RUN_OPTIONS } from "../../../local/start/run-options";
import { snapshot } from "./fixtures/parts";
import { deniedRun, failedExport, goodRun, largeRun } from "./fixtures/runs";
import { attribute, descendants, parsedPage, textOf, type Element } from "./parsed-page";

function words(element: Element | undefined): string {
  return element === undefined ? "" : textOf(element).replace(/\s+/g, " ").trim();
}

function of(result: RunResult) {
  const page = parsedPage(renderReport(result));
  return {
    page,
    verdict: words(page.all("h1")[0]),
    header: words(page.all("header")[0]),
    section: (id: string) => words(page.byId(id)),
    parts: page
      .all("g")
      .filter((group) => (attribute(group, "class") ?? "").startsWith("part "))
      .map((group) => words(descendants(group).find(({ tagName }) => tagName === "title"))),
    table: (caption: string) =>
      page
        .all("table")
        .filter((table) => words(descendants(table).find(({ tagName }) => tagName === "caption")) === caption)
        .flatMap((table) =>
          descendants(table)
            .filter(({ tagName }) => tagName === "tr")
            .slice(1)
            .map(words),
        ),
  };
}

describe("a run in which all is well", () => {
  const good = of(goodRun());

  it("says so first, and what was run", () => {
    expect(good.verdict).toBe("Landed complete: every row and value of 16 tables in 1 snapshot");
    expect(good.header).toContain("1 sample database, 200,000 rows in the largest table");
    expect(good.header).toContain("Fault plannone");
    expect(good.section("attention")).toContain(
      "Nothing: no message lies in a dead-letter queue, and no call was denied.",
    );
  });

  it("draws every part with its name and how it stands", () => {
    expect(good.parts).toEqual([
      "instance: housing-repairs: 1 snapshot",
      "topic: local-dev-rds-snapshot-to-s3: 0 calls",
      "export queue: local-dev-rds-snapshot-to-s3: 0 calls",
      "export function: local-dev-rds-snapshot-to-s3: 1 started",
      "export bucket: local-run-local-dev-rds-export-storage: 1 COMPLETE",
      "copier queue: local-dev-s3-to-s3-copier: 0 calls",
      "copier function: local-dev-s3-to-s3-copier: 1 landed",
      "landing zone: example-landing-zone: 16 match",
      "workflow: housing-landed: 1 run",
      "export dead-letter queue: local-dev-rds-snapshot-to-s3-dlq: empty",
      "copier dead-letter queue: local-dev-s3-to-s3-copier-dlq: empty",
    ]);
  });

  it("says what the manifest of each landing says, and that it holds", () => {
    expect(good.section("snapshots")).toContain("Manifests3://exports/manifest.json: 1 file, as they landed");
  });

  it("has each table with rows, checksum, files and bytes, and where it landed", () => {
    const rows = good.table("Tables of rds:housing-repairs-2026-11-21-12-03");
    expect(rows).toHaveLength(16);
    expect(rows[1]).toBe("finance.paymentmatch7,9197,919a2468acea2468acea2468acea2468ace1186,145");
    expect(good.section("snapshots")).toContain(
      "s3://example-landing-zone/housing/housing_repairs/‹table›/import_year=2026/",
    );
    expect(good.table("Left out by RDS, of rds:housing-repairs-2026-11-21-12-03")).toEqual([
      "registry.active_tenancya view: RDS exports tables alone",
    ]);
  });

  it("tells its timeline in a table, too", () => {
    const rows = good.table("Timeline of rds:housing-repairs-2026-11-21-12-03, world time (UTC)");
    expect(rows).toHaveLength(17);
    expect(rows[0]).toBe("snapshotworkcreating12:03:5512:06:573 min 2 s");
  });

  it("lists the permissions by who has them, and marks what was not used", () => {
    expect(good.section("permissions")).toContain("role/local-dev-rds-snapshot-to-s3 3 of 4 actions used");
    const rows = good.table("What arn:aws:iam::111122223333:role/local-dev-rds-snapshot-to-s3 may do");
    expect(rows.filter((row) => row.endsWith("not used"))).toHaveLength(1);
    expect(rows[2]).toContain("ReceiveMessage: reads the queue41");
  });

  it("has the decisions in order", () => {
    expect(
      good
        .table("Decisions of the functions in the order in which they were logged")
        .map((row) => row.slice(0, 8)),
    ).toEqual(["12:04:12", "12:06:57", "12:13:16"]);
  });
});

describe("a run whose export failed", () => {
  const failed = of(failedExport());

  it("says what is wrong and on whose purpose", () => {
    expect(failed.verdict).toBe("Not as it should be: the snapshot did not land, 2 dead letters");
    expect(failed.header).toContain("has not landed: no workflow run was started for it");
    expect(failed.header).toContain("--break export, --inject poison-message");
  });

  it("shows each letter with its remedy and the message, and what SQS moved as it is", () => {
    expect(failed.section("attention")).toContain(
      "What to doCorrect what RDS names, export the snapshot again",
    );
    expect(failed.section("attention")).toContain('{"kind":"db-snapshot-to-s3/export-started"');
    expect(failed.section("attention")).toContain(
      "Moved by SQS after too many receives Lies inlocal-dev-rds-snapshot-to-s3-dlq",
    );
    expect(failed.section("attention")).toContain('{"Message":"nobody can read this"');
  });

  it("marks the parts where it ended", () => {
    expect(failed.parts.filter((part) => /FAILED|not |nothing|letter$/.test(part))).toEqual([
      "export bucket: local-run-local-dev-rds-export-storage: 1 FAILED",
      "copier function: local-dev-s3-to-s3-copier: 1 not landed",
      "landing zone: example-landing-zone: nothing landed",
      "workflow: housing-landed: not started",
      "export dead-letter queue: local-dev-rds-snapshot-to-s3-dlq: 1 letter",
      "copier dead-letter queue: local-dev-s3-to-s3-copier-dlq: 1 letter",
    ]);
  });

  it("counts failed calls of a kind, and what fault plans did", () => {
    expect(failed.table("Calls that failed, one row for each kind")).toHaveLength(2);
    expect(failed.table("Calls that fault plans changed, one row for each kind")[1]).toContain(
      "answered with 503 SlowDown2",
    );
  });

  it("says that there is no timeline where none is known", () => {
    const bare = { ...snapshot("housing-repairs"), timeline: [] };
    expect(of(goodRun({ snapshots: [bare] })).section("snapshots")).toContain("Nothing is known of when");
  });
});

describe("a run with denials", () => {
  const denied = of(deniedRun());

  it("names who, what, on what, AWS's words, and the statement that would allow it", () => {
    const attention = denied.section("attention");
    expect(attention).toContain("role/local-dev-s3-to-s3-copier may not s3:PutObject");
    expect(attention).toContain("part-00002.gz.parquet");
    expect(attention).toContain("and 2 other resources");
    expect(attention).toContain("because no identity-based policy allows the s3:PutObject action");
    expect(attention).toContain("Add a statement like this to aws_iam_policy.s3_to_s3_copier_lambda");
    expect(attention).toContain(
      '{ "Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::example-landing-zone/*" }',
    );
  });

  it("marks the part that was denied, and puts the table that differs first", () => {
    expect(denied.parts).toContain("landing zone: example-landing-zone: 5 denied");
    expect(denied.table("Tables of rds:housing-repairs-2026-11-21-12-03")[0]).toMatch(
      /^finance.paymentdiffers7,919 rows in the snapshot, 0 landedno file landed/,
    );
  });
});

describe("a run of somebody's own database", () => {
  it("says which, which tables, and what of the fault plan met nothing", () => {
    const own = of(
      goodRun({
        options: {
          ...DEFAULT_RUN_OPTIONS,
          ownDatabase: { address: "postgres://reader@db.example:5432/crm", schemas: ["sales"], tables: [] },
        },
        unfiredFaults: ["s3:CopyObject fails once"],
      }),
    );
    expect(own.header).toContain("postgres://reader@db.example:5432/crm, schemas sales");
    expect(own.header).toContain("s3:CopyObject fails once");
  });
});

describe("a large run", () => {
  const large = of(largeRun());

  it("counts the instances, links to each snapshot, and folds those that are well", () => {
    expect(large.parts[0]).toMatch(/^instance: street-lighting-1, .*street-lighting-20: 20 snapshots$/);
    const links = large.page.all("a").map((link) => attribute(link, "href"));
    expect(links).toContain("#snapshot-20");
    expect(large.section("snapshots")).toContain("Timeline and tables");
  });

  it("says how many decisions it does not show", () => {
    expect(large.section("decisions")).toContain("900 more, after the first 100");
    expect(large.section("decisions")).toContain("500 further rows of 1,500 are not shown");
  });
});
