import { nearNames } from "./near-names";
import type { PlannedFault } from "./plan";
import { EFFECT_NAMES, readEffect, writeEffect } from "./short-effects";

/** A word as it was read: a fault that the schema has still to look at, or what is wrong with it. */
export type ShortForm =
  | { readonly kind: "read"; readonly fault: Record<string, unknown> }
  | { readonly kind: "wrong"; readonly problem: string };

const WORD = /^(?:([^@[\]=]+)@)?([^@[\]=+]+)(?:\[([^[\]]*)\])?(?:\+(\d+))?=([^=].*?)(?:\*(\d+))?$/su;

/**
 * Reads a fault in its short form, `[caller@]service:Operation[[resource]][+after]=effect[:value…][*times]`, such as
 * `copier@s3:CopyObject[arn:aws:s3:::zone/housing/*]+2=SlowDown*3`. Without `*times` it happens each time. A sign that
 * would mean something where it stands is written as in URLs (`%5D`).
 */
export function readShortForm(word: string): ShortForm {
  const match = WORD.exec(word);
  if (match === null)
    return {
      kind: "wrong",
      problem: "expected [caller@]service:Operation[[resource]][+after]=effect[:value][*times]",
    };
  const [, caller, operation = "", resource, after, effectText = "", times] = match;
  const [name = "", ...values] = effectText.split(":").map(decoded);
  const effect = readEffect({ name, values });
  if (effect === undefined) return { kind: "wrong", problem: unknownEffect(name) };
  return {
    kind: "read",
    fault: {
      operation,
      effect,
      ...(caller === undefined ? {} : { caller: decoded(caller) }),
      ...(resource === undefined ? {} : { resource: decoded(resource) }),
      ...(after === undefined ? {} : { after: Number(after) }),
      ...(times === undefined ? {} : { times: Number(times) }),
    },
  };
}

/** The short form of a fault: what {@link readShortForm} reads as the same one. */
export function writeShortForm({ operation, resource, caller, after, times, effect }: PlannedFault): string {
  const { name, values } = writeEffect(effect);
  const effectText = [name, ...values.map(encoded)].join(":");
  return [
    caller === "*" ? "" : `${encodedCaller(caller)}@`,
    operation,
    resource === "*" ? "" : `[${resource.replace(/[%[\]]/g, escaped)}]`,
    after === 0 ? "" : `+${after}`,
    `=${effectText}`,
    times === "always" ? "" : `*${times}`,
  ].join("");
}

function unknownEffect(name: string): string {
  const near = nearNames(name, EFFECT_NAMES);
  const perhaps = near.length === 0 ? `there are ${EFFECT_NAMES.join(", ")}` : `near: ${near.join(", ")}`;
  return `there is no effect ${JSON.stringify(name)} with such values, and no error code begins so; ${perhaps}`;
}

/** A star before digits at the end would be taken for the times. */
function encoded(value: string): string {
  return value.replace(/[%:]|\*(?=\d)/g, escaped);
}

function encodedCaller(caller: string): string {
  return caller.replace(/[%@[\]=]/g, escaped);
}

function escaped(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}

/** A percent sign that no two hexadecimal digits follow stands for itself. */
function decoded(text: string): string {
  return text.replace(/%([0-7][0-9A-Fa-f])/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
