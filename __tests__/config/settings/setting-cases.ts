import { dataPlatformSettings } from "../../../config/settings/data-platform";
import { maximumIdentifierPrefixLength } from "../../../modules/db-snapshot-to-s3/names";
import type { AnySetting, SettingType, ValueOf } from "../../../config/settings/setting";

/** Values that a setting must take, and values that it must refuse, each with the rules that refuse it. */
export interface SettingCases {
  readonly name: string;
  readonly setting: AnySetting;
  readonly accepted: readonly Value[];
  readonly refused: readonly (readonly [value: Value, ...rules: string[]])[];
}

export type Value = ValueOf<SettingType>;

const text = (length: number, letter = "a"): string => letter.repeat(length);
const KEY = "arn:aws:kms:eu-west-2:111111111111:key/1b1b1b1b-2c2c-4d4d-8e8e-3f3f3f3f3f3f";
const TOPIC = "arn:aws:sns:eu-west-2:111111111111:alarms";
const WORKFLOW = "arn:aws:glue:eu-west-2:111111111111:workflow/";

type Table = Readonly<Record<keyof typeof dataPlatformSettings, Pick<SettingCases, "accepted" | "refused">>>;

const workflowNames: Table["workflow_name"] = {
  accepted: ["", "ingest", "Ingest now (v2)", "été", text(255)],
  refused: [
    ["a/b", "regex"],
    ["*", "regex"],
    ["a\nb", "regex"],
    [text(256), "regex"],
  ],
};

const workflowArns: Table["workflow_arn"] = {
  accepted: [
    "",
    `${WORKFLOW}ingest`,
    `${WORKFLOW}Ingest now`,
    "arn:aws-cn:glue:cn-north-1:111111111111:workflow/x",
  ],
  refused: [
    ["ingest", "regex"],
    [WORKFLOW, "regex"],
    [`${WORKFLOW}*`, "regex"],
    [`${WORKFLOW}a\n`, "regex"],
    ["arn:aws:glue:eu-west-2:1111:workflow/x", "regex"],
    [" ", "regex"],
  ],
};

const memory: Table["export_lambda_memory_size"] = {
  accepted: [128, 129, 1769, 10_240],
  refused: [
    [127, "range"],
    [10_241, "range"],
    [128.5, "range"],
    [0, "range"],
    [-512, "range"],
  ],
};

const table: Table = {
  region: {
    accepted: ["eu-west-2", "us-gov-west-1", "ap-southeast-10", "eusc-de-east-1"],
    refused: [
      ["", "regex"],
      ["eu-west", "regex"],
      ["EU-WEST-2", "regex"],
      ["eu-west-2a", "regex"],
      ["eu-west-2\n", "regex"],
    ],
  },
  deploy_role_arn: {
    accepted: [
      "",
      "arn:aws:iam::111111111111:role/deploy",
      "arn:aws:iam::111111111111:role/path/to/a+b=c,d.e@f_g-h",
    ],
    refused: [
      ["arn:aws:iam::111111111111:user/deploy", "regex"],
      ["arn:aws:iam::11111111111:role/deploy", "regex"],
      ["arn:aws:iam::111111111111:role/", "regex"],
      ["arn:aws:iam::111111111111:role/*", "regex"],
      ["x arn:aws:iam::111111111111:role/deploy", "regex"],
    ],
  },
  tags: {
    accepted: [
      {},
      { Team: "data" },
      { "cost centre": "" },
      { "équipe/π": "été @ 10:30 = 5+5-1_2.3" },
      { [text(128)]: text(256) },
      { "my aws:tag": "aws:value" },
      { awsome: "x" },
      Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`k${n}`, "v"])),
      // Two code points that are one character: 128 characters, as Terraform and AWS's console count them.
      { [text(128, "e\u0301")]: "x" },
    ],
    refused: [
      [{ "": "x" }, "length"],
      [{ [text(129)]: "x" }, "length"],
      [{ a: text(257) }, "length"],
      [{ "a;b": "x" }, "regex"],
      [{ a: "b\tc" }, "regex"],
      [{ a: "b#c" }, "regex"],
      [{ "aws:x": "y" }, "regex"],
      [{ "AwS:": "y" }, "regex"],
      [Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`k${n}`, "v"])), "length"],
    ],
  },
  project: {
    accepted: ["data-platform", "Ünternehmen 7", "Data & Insight (2)", "a", text(128)],
    refused: [
      ["", "length", "regex"],
      [" a", "regex"],
      ["a\nb", "regex"],
      ["${x}", "regex"],
      ["%{x}", "regex"],
      [text(129), "length"],
    ],
  },
  environment: {
    accepted: ["Dev", "prod", "pre-prod-2", "pre_prod", "2nd été", text(32)],
    refused: [
      ["", "length", "regex"],
      ["-prod", "regex"],
      ["prod*", "regex"],
      [text(33), "length"],
    ],
  },
  identifier_prefix: {
    accepted: ["a", "data-platform-dev", "DataPlatform", "7th", text(maximumIdentifierPrefixLength)],
    refused: [
      ["", "length", "regex"],
      ["-a", "regex"],
      ["a-", "regex"],
      ["a--b", "regex"],
      ["a_b", "regex"],
      ["a b", "regex"],
      ["a\n", "regex"],
      [text(maximumIdentifierPrefixLength + 1), "length"],
    ],
  },
  aws_account_suffix: {
    accepted: ["", "-dev", "dev", "a-b-7", text(38)],
    refused: [
      ["Dev", "regex"],
      ["-", "regex"],
      ["a-", "regex"],
      ["--a", "regex"],
      ["a.b", "regex"],
      [text(39), "length"],
    ],
  },
  rds_instance_ids: {
    accepted: [[], ["a"], ["housing-1"], ["b", "a"], [text(63)], [`a${"-b".repeat(31)}`]],
    refused: [
      [[""], "length", "regex"],
      [["Housing"], "regex"],
      [["1housing"], "regex"],
      [["-housing"], "regex"],
      [["housing-"], "regex"],
      [["hous--ing"], "regex"],
      [["hous_ing"], "regex"],
      [["hous.ing"], "regex"],
      [["ok", "not ok"], "regex"],
      [["arn:aws:rds:eu-west-2:111111111111:db:housing"], "regex"],
      [[text(64)], "length"],
      [["a", "b", "a"], "unique"],
      [["a", "A", "a", text(64)], "regex", "length", "unique"],
    ],
  },
  service_area: {
    accepted: ["housing", "Housing_2.0-b", "Housing Repairs", "7", text(64)],
    refused: [
      ["", "length", "regex"],
      ["a/b", "regex"],
      ["/a", "regex"],
      ["..", "regex"],
      [".a", "regex"],
      [" a", "regex"],
      ["a=b", "regex"],
      [text(65), "length"],
    ],
  },
  zone_bucket_id: {
    accepted: ["abc", "landing-zone", "landing.zone", "7-7", "a--b", text(63)],
    refused: [
      ["ab", "length"],
      [text(64), "length"],
      ["Landing", "regex"],
      ["landing_zone", "regex"],
      ["-landing", "regex"],
      ["landing-", "regex"],
      ["landing..zone", "regex"],
      ["landing.-zone", "regex"],
      ["arn:aws:s3:::landing", "regex"],
    ],
  },
  zone_bucket_arn: {
    accepted: ["arn:aws:s3:::landing", "arn:aws-us-gov:s3:::landing.zone-1"],
    refused: [
      ["", "regex"],
      ["landing", "regex"],
      ["arn:aws:s3:::landing/*", "regex"],
      ["arn:aws:s3:::*", "regex"],
      ["arn:aws:s3:eu-west-2::landing", "regex"],
      ["arn:aws:s3:::Landing", "regex"],
    ],
  },
  zone_kms_key_arn: {
    accepted: [KEY, "arn:aws:kms:eu-west-2:111111111111:key/mrk-1b1b"],
    refused: [
      ["", "regex"],
      ["1b1b1b1b-2c2c-4d4d-8e8e-3f3f3f3f3f3f", "regex"],
      ["arn:aws:kms:eu-west-2:111111111111:alias/zone", "regex"],
      ["arn:aws:kms:eu-west-2:111111111111:key/*", "regex"],
      ["arn:aws:kms:eu-west-2::key/1b1b", "regex"],
      [`${KEY} `, "regex"],
    ],
  },
  workflow_name: workflowNames,
  backdated_workflow_name: workflowNames,
  workflow_arn: workflowArns,
  backdated_workflow_arn: workflowArns,
  landed_snapshots: {
    accepted: ["all", "first_of_day"],
    refused: [
      ["", "one of"],
      ["All", "one of"],
      ["first of day", "one of"],
    ],
  },
  ignored_snapshot_tags: {
    accepted: [
      {},
      { Purpose: "" },
      { [text(128)]: text(128) },
      Object.fromEntries(Array.from({ length: 5 }, (_, n) => [`k${n}`, "v"])),
    ],
    refused: [
      [{ "": "x" }, "length"],
      [{ [text(129)]: "x" }, "length"],
      [{ Purpose: text(129) }, "length"],
      [Object.fromEntries(Array.from({ length: 6 }, (_, n) => [`k${n}`, "v"])), "length"],
    ],
  },
  ignored_snapshot_names: {
    accepted: [[], ["*"], ["*-pre-deploy-*", "rds:housing-*", "Before-Upgrade"], [text(128)]],
    refused: [
      [[""], "length", "regex"],
      [["a_b"], "regex"],
      [["a?"], "regex"],
      [["a.*"], "regex"],
      [["a\n"], "regex"],
      [[text(129)], "length"],
      [["*-a", "*-a"], "unique"],
      [Array.from({ length: 11 }, (_, n) => `a${n}`), "length"],
    ],
  },
  on_skipped_tables: {
    accepted: ["warn", "fail"],
    refused: [
      ["", "one of"],
      ["ignore", "one of"],
      ["FAIL", "one of"],
    ],
  },
  multipart_copies: { accepted: [true, false], refused: [] },
  reconciliation_interval_in_hours: {
    accepted: [0, 1, 6, 168],
    refused: [
      [-1, "range"],
      [169, "range"],
      [0.5, "range"],
    ],
  },
  reconciliation_window_in_days: {
    accepted: [1, 7, 20],
    refused: [
      [0, "range"],
      [21, "range"],
      [1.5, "range"],
    ],
  },
  export_retention_in_days: {
    accepted: [21, 30, 3650],
    refused: [
      [20, "range"],
      [3651, "range"],
      [30.5, "range"],
      [0, "range"],
    ],
  },
  lambda_runtime: {
    accepted: ["nodejs22.x", "nodejs24.x"],
    refused: [
      ["nodejs20.x", "one of"],
      ["", "one of"],
      ["NODEJS22.X", "one of"],
    ],
  },
  lambda_architecture: {
    accepted: ["arm64", "x86_64"],
    refused: [
      ["x86-64", "one of"],
      ["", "one of"],
      ["ARM64", "one of"],
    ],
  },
  export_lambda_memory_size: memory,
  copier_lambda_memory_size: memory,
  log_retention_in_days: {
    accepted: [1, 30, 3653],
    refused: [
      [0, "one of"],
      [2, "one of"],
      [-1, "one of"],
      [30.5, "one of"],
      [10_000, "one of"],
    ],
  },
  lambda_tracing_mode: {
    accepted: ["Active", "PassThrough"],
    refused: [
      ["active", "one of"],
      ["", "one of"],
    ],
  },
  alarm_action_arns: {
    accepted: [[], [TOPIC], [`${TOPIC}-1`, `${TOPIC}-2`]],
    refused: [
      [[""], "regex"],
      [["alarms"], "regex"],
      [[`${TOPIC}:7c7c7c7c`], "regex"],
      [["arn:aws:sqs:eu-west-2:111111111111:alarms"], "regex"],
      [[TOPIC, TOPIC], "unique"],
      [Array.from({ length: 6 }, (_, n) => `${TOPIC}-${n}`), "length"],
    ],
  },
};

/** Every setting of the root stack. */
export const dataPlatformCases: readonly SettingCases[] = Object.entries(dataPlatformSettings).map(
  ([name, setting]) => ({ name, setting, ...table[name as keyof typeof dataPlatformSettings] }),
);

const described = { description: "A setting of the test." } as const;

/** Rules and texts that no setting of ours has yet, where Terraform and JavaScript could part ways. */
export const ruleCases: readonly SettingCases[] = [
  {
    name: "an unanchored pattern",
    setting: {
      ...described,
      type: "string",
      rules: [{ kind: "regex", to: "value", pattern: "b+", words: "a b" }],
    },
    accepted: ["b", "abc", "a\nb"],
    refused: [
      ["", "regex"],
      ["B", "regex"],
    ],
  },
  {
    name: "classes that are ASCII in RE2",
    setting: {
      ...described,
      type: "string",
      rules: [{ kind: "regex", to: "value", pattern: "^\\w\\s\\d$", words: "letter, space, digit" }],
    },
    accepted: ["a 1", "_\t2", "a\f3"],
    refused: [
      ["é 1", "regex"],
      ["a\u00a01", "regex"],
      ["a ١", "regex"],
      ["a\u000b1", "regex"],
    ],
  },
  {
    name: "a dot that takes any character but a line feed",
    setting: {
      ...described,
      type: "string",
      rules: [{ kind: "regex", to: "value", pattern: "^.$", words: "one character" }],
    },
    accepted: ["a", "\r", "\u2028", "😀", "e\u0301"],
    refused: [
      ["", "regex"],
      ["\n", "regex"],
      ["ab", "regex"],
    ],
  },
  {
    name: "quotes, backslashes and template signs in a pattern and its words",
    setting: {
      ...described,
      type: "string",
      rules: [
        {
          kind: "regex",
          to: "value",
          pattern: '^["\\\\]\\$\\{%{1}\\}[\t\b]$',
          words: 'a "quote" or \\ and ${ then %{',
        },
      ],
    },
    accepted: ['"${%}\t', "\\${%}\t"],
    refused: [
      ["", "regex"],
      ["${%}", "regex"],
    ],
  },
  {
    name: "a refused pattern on each element",
    setting: {
      ...described,
      type: "list(string)",
      rules: [{ kind: "regex", to: "each", pattern: "^tmp", refuse: true, words: "not beginning with tmp" }],
    },
    accepted: [[], ["a", "atmp"]],
    refused: [[["a", "tmp"], "regex"]],
  },
  {
    name: "characters counted as a person sees them",
    setting: { ...described, type: "string", rules: [{ kind: "length", to: "value", min: 2, max: 3 }] },
    accepted: ["ab", "abc", "👨‍👩‍👧‍👦🇬🇧é", "e\u0301e\u0301e\u0301"],
    refused: [
      ["a", "length"],
      ["abcd", "length"],
      ["🇬🇧", "length"],
      ["👨‍👩‍👧‍👦", "length"],
      ["\r\n", "length"],
    ],
  },
  {
    name: "a list with a least length",
    setting: { ...described, type: "list(string)", rules: [{ kind: "length", to: "value", min: 1 }] },
    accepted: [["a"], ["", ""]],
    refused: [[[], "length"]],
  },
  {
    name: "one of, with signs that Terraform would interpret",
    setting: {
      ...described,
      type: "list(string)",
      rules: [{ kind: "one of", to: "each", values: ["${a}", "%{b}", 'c"\\', "$${d}"] }],
    },
    accepted: [["${a}", "%{b}", 'c"\\', "$${d}"], []],
    refused: [
      [["$${a}"], "one of"],
      [["${d}"], "one of"],
      [["c"], "one of"],
    ],
  },
  {
    name: "one of, among a map's values",
    setting: {
      ...described,
      type: "map(string)",
      rules: [{ kind: "one of", to: "values", values: ["a", "b"] }],
    },
    accepted: [{}, { x: "a", y: "b" }],
    refused: [[{ x: "a", y: "c" }, "one of"]],
  },
  {
    name: "one of, among a map's keys, and a pattern on its values",
    setting: {
      ...described,
      type: "map(string)",
      rules: [
        { kind: "one of", to: "keys", values: ["a", "b"] },
        { kind: "regex", to: "values", pattern: "^[0-9]+$", words: "digits" },
      ],
    },
    accepted: [{ a: "1" }],
    refused: [
      [{ c: "1" }, "one of"],
      [{ a: "x" }, "regex"],
      [{ c: "x" }, "one of", "regex"],
    ],
  },
  {
    name: "uniqueness after Unicode normalisation",
    setting: { ...described, type: "list(string)", rules: [{ kind: "unique", to: "value" }] },
    accepted: [[], ["a", "A"], ["a", ""]],
    refused: [
      [["\u00e9", "e\u0301"], "unique"],
      [["", ""], "unique"],
    ],
  },
  {
    name: "a range with fractions",
    setting: { ...described, type: "number", rules: [{ kind: "range", to: "value", min: -1.5, max: 2 }] },
    accepted: [-1.5, 0, 1.25, 2],
    refused: [
      [-1.51, "range"],
      [2.000001, "range"],
    ],
  },
  {
    name: "a range of whole numbers, negative too",
    setting: {
      ...described,
      type: "number",
      rules: [{ kind: "range", to: "value", min: -3, max: 3, integer: true }],
    },
    accepted: [-3, -1, 0, 3],
    refused: [
      [-1.5, "range"],
      [2.5, "range"],
      [-4, "range"],
    ],
  },
  {
    name: "an optional setting",
    setting: {
      ...described,
      type: "string",
      default: null,
      rules: [{ kind: "length", to: "value", max: 2 }],
    },
    accepted: ["", "ab"],
    refused: [["abc", "length"]],
  },
];
