import { PostgresBinariesError } from "../../../local/postgres/postgres-binaries";
import { PostgresProgramError } from "../../../local/postgres/postgres-program";
import { ServerUserError } from "../../../local/postgres/server-user";
import { TemporaryFolderError } from "../../../local/postgres/temporary-folder";
import { errorText } from "../../../local/start/error-text";

it.each([
  [new PostgresBinariesError("no binaries"), "no binaries"],
  [new PostgresProgramError("initdb", "ended with 1", ["why"]), "initdb ended with 1: why"],
  [new ServerUserError("no nobody"), "no nobody"],
  [new TemporaryFolderError("no folder"), "no folder"],
  [Object.assign(new Error("listen EADDRINUSE"), { code: "EADDRINUSE" }), "listen EADDRINUSE"],
])("tells what the machine lacks in one line: %s", (error, text) => {
  expect(errorText(error)).toBe(text);
});

it.each([new TypeError("undefined is not a function"), Object.assign(new Error("gone"), { code: "ENOENT" })])(
  "keeps the stack of what nobody expected: %s",
  (error) => {
    expect(errorText(error)).toBe(error.stack);
    expect(errorText(error)).toContain("error-text.test.ts");
  },
);
