import { bucketNames } from "../../modules/data-platform/bucket-names";
import { maximumIdentifierPrefixLength, tightestName } from "../../modules/db-snapshot-to-s3/names";
import type { Settings } from "./setting";

/** The longest suffix with which every bucket's name still has room for a prefix of one character. */
const maximumSuffixLength = Math.min(
  ...bucketNames("").map(({ limit, suffix }) => limit - suffix.length - 2),
);

/** What everything is named, described and tagged with. */
export const commonSettings = {
  tags: {
    type: "map(string)",
    description: "Tags on every resource that can have them.",
    rules: [
      {
        kind: "length",
        to: "value",
        max: 50,
        because: "which is how many tags a queue, a function or a bucket takes",
      },
      { kind: "length", to: "keys", min: 1, max: 128 },
      { kind: "length", to: "values", max: 256 },
      {
        kind: "regex",
        to: "keys",
        pattern: "^[\\p{L}\\p{Z}\\p{N}_.:/=+@-]*$",
        words: "letters, digits, spaces and _ . : / = + - @",
      },
      {
        kind: "regex",
        to: "keys",
        pattern: "(?i)^aws:",
        refuse: true,
        words: "not beginning with aws:, which AWS keeps for itself",
      },
      {
        kind: "regex",
        to: "values",
        pattern: "^[\\p{L}\\p{Z}\\p{N}_.:/=+@-]*$",
        words: "letters, digits, spaces and _ . : / = + - @",
      },
    ],
  },
  project: {
    type: "string",
    description: "Name of the project, used in the descriptions of the KMS keys.",
    rules: [
      { kind: "length", to: "value", min: 1, max: 128 },
      {
        kind: "regex",
        to: "value",
        pattern: "^[\\p{L}\\p{N}][^\\x00-\\x1f]*$",
        words: "no control characters, a letter or digit first",
      },
    ],
  },
  environment: {
    type: "string",
    description: "Environment that is deployed: Dev, Stg, Prod, Mgmt and the like.",
    rules: [
      { kind: "length", to: "value", min: 1, max: 32 },
      {
        kind: "regex",
        to: "value",
        pattern: "^[\\p{L}\\p{N}][\\p{L}\\p{Z}\\p{N}_.:/=+@-]*$",
        words:
          "letters, digits, spaces and _ . : / = + - @, which a tag's value may hold, a letter or digit first",
      },
    ],
  },
  identifier_prefix: {
    type: "string",
    description:
      "Prefix of every AWS name. Names of buckets, queues, topics and roles take it in lower case, names of functions as it is.",
    rules: [
      {
        kind: "length",
        to: "value",
        min: 1,
        max: maximumIdentifierPrefixLength,
        because: `since the ${tightestName.of} <identifier_prefix>-${tightestName.suffix} must not exceed ${tightestName.limit} characters`,
      },
      {
        kind: "regex",
        to: "value",
        pattern: "^[A-Za-z0-9](?:-?[A-Za-z0-9])*$",
        words: "letters, digits and single hyphens, none at an end: what every derived name may hold",
      },
    ],
  },
  aws_account_suffix: {
    type: "string",
    description:
      "Suffix of names that would collide with those of another account: the buckets'. It stands at their very end as it is given, its hyphen included.",
    default: "",
    rules: [
      {
        kind: "length",
        to: "value",
        max: maximumSuffixLength,
        because: "since a bucket's name must not exceed 63 characters",
      },
      {
        kind: "regex",
        to: "value",
        pattern: "^(?:-?[a-z0-9](?:-?[a-z0-9])*)?$",
        words: "empty, or lower-case letters, digits and single hyphens, none at the end",
      },
    ],
  },
} as const satisfies Settings;
