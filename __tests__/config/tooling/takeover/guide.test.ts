import { readFileSync } from "node:fs";
import path from "node:path";
import { GUIDE, withGeneratedSections } from "../../../../config/tooling/takeover/guide";
import { MESSAGES_IN_FLIGHT } from "../../../../config/tooling/takeover/messages-in-flight";
import { parseCopierRequest } from "../../../../functions/copier/event";
import { parseExportMessage } from "../../../../functions/export/event";
import { repositoryRoot } from "../../../../modules/shared/repository-root";

it("says in the upgrade guide what the takeover's plan is held to", () => {
  const guide = readFileSync(path.join(repositoryRoot(), GUIDE), "utf8");
  expect(withGeneratedSections(guide)).toBe(guide);
});

it("has a section for the transcript of a run", () => {
  const guide = readFileSync(path.join(repositoryRoot(), GUIDE), "utf8");
  expect(withGeneratedSections(guide, ["one", "two"])).toContain("```\none\ntwo\n```");
});

describe("messages of the functions that are replaced", () => {
  it.each(MESSAGES_IN_FLIGHT["platform-dev-rds-snapshot-to-s3"])("%s is an event for ours", (body) => {
    expect(parseExportMessage(body)).toMatchObject({ kind: "backup-event", instance: "housing-dev" });
  });

  it.each(MESSAGES_IN_FLIGHT["platform-dev-s3-to-s3-copier"])("%s is a request for ours", (body) => {
    expect(parseCopierRequest(body)).toEqual({
      kind: "copy-request",
      taskId: "rds-housing-dev-2026-11-21-01-04",
      bucket: "platform-dev-rds-export-storage",
    });
  });
});
