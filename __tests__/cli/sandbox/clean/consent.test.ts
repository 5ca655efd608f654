import { PassThrough } from "node:stream";
import { askConsent, type Terminal } from "../../../../cli/sandbox/clean/consent";

const NEITHER = { yes: false, dryRun: false };

function terminal(answers: string, isTTY = true): Terminal & { readonly shown: () => string } {
  const input = Object.assign(new PassThrough(), { isTTY });
  const output = Object.assign(new PassThrough(), { isTTY });
  input.end(answers);
  return { input, output, shown: () => String(output.read() ?? "") };
}
const ask = (given: Terminal, options = NEITHER): Promise<string> =>
  askConsent("Delete it?", options, given, new AbortController().signal);

it.each(["y\n", "Y\n", "yes\n", " yes \n"])("takes %j for a yes", async (answer) => {
  const screen = terminal(answer);
  await expect(ask(screen)).resolves.toBe("given");
  expect(screen.shown()).toBe("Delete it? [y/N] ");
});

it.each(["n\n", "\n", "yellow\n", ""])("takes %j for a no", async (answer) => {
  await expect(ask(terminal(answer))).resolves.toBe("refused");
});

it("asks nobody where there is no terminal, or nothing to be done", async () => {
  await expect(ask(terminal("y\n", false))).resolves.toBe("nobody to ask");
  await expect(ask(terminal("y\n"), { yes: true, dryRun: true })).resolves.toBe("nobody to ask");
});

it("needs no terminal where --yes is given", async () => {
  await expect(ask(terminal("", false), { yes: true, dryRun: false })).resolves.toBe("given");
});

it("ends with the signal while it waits for an answer", async () => {
  const screen: Terminal = {
    input: Object.assign(new PassThrough(), { isTTY: true }),
    output: Object.assign(new PassThrough(), { isTTY: true }),
  };
  const controller = new AbortController();
  const asked = askConsent("Delete it?", NEITHER, screen, controller.signal);
  controller.abort();
  await expect(asked).rejects.toThrow();
});
