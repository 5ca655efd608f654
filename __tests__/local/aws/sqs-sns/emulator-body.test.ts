import fc from "fast-check";
import { emulatorBody, sentBody } from "../../../../local/aws/sqs-sns/emulator-body";

/** What the emulator checks, in UTF-16 code units. */
const refused = /[^\x09\x0A\x0D\x20-\uD7FF\uE000-\uFFFD]/;

const character = fc.oneof(
  fc.constantFrom("😀", "\u{10FFFF}", "\uE000", "\uE001", "a", "1f600"),
  fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
);
const text = fc.array(character, { maxLength: 12 }).map((characters) => characters.join(""));

it("writes every text that SQS takes so that the emulator takes it, and reads it back", () => {
  fc.assert(
    fc.property(text, (body) => {
      expect(sentBody(emulatorBody(body))).toBe(body);
      const allowed = !/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/u.test(body);
      expect(refused.test(emulatorBody(body))).toBe(!allowed);
    }),
  );
});

it("leaves texts without such characters, and lone surrogates, as they are", () => {
  for (const body of ["", "plain 漢字 \uE000", "\uD83D", "\uDE00 first"])
    expect(emulatorBody(body)).toBe(body);
});
