import type { BUCKET_STATEMENTS, KEY_STATEMENTS } from "./policy-statement";
import type { IsKnown } from "./rule-holds";
import type { SettingType, ValueOf } from "./setting";

/** The types of settings but those of policy statements. */
export type PlainType = Exclude<SettingType, typeof KEY_STATEMENTS | typeof BUCKET_STATEMENTS>;

/**
 * @param isKnown of elements of lists and maps; one that is not may have the type. Default: all of them are
 * @returns whether a value is of a setting's type
 */
export function hasType(
  type: PlainType,
  value: unknown,
  isKnown: IsKnown = () => true,
): value is ValueOf<PlainType> {
  const isText = (element: unknown): boolean => typeof element === "string" || !isKnown(element);
  switch (type) {
    case "string":
      return typeof value === "string";
    case "number":
      return typeof value === "number" && Number.isFinite(value);
    case "bool":
      return typeof value === "boolean";
    case "list(string)":
      return Array.isArray(value) && value.every(isText);
    case "map(string)":
      return (
        typeof value === "object" &&
        value !== null &&
        !Array.isArray(value) &&
        Object.values(value).every(isText)
      );
  }
}
