import { explained, type Survivor } from "./survivor";

/** Of the rules that say which snapshots land. */
export const LANDING_RULES_SURVIVORS: readonly Survivor[] = [
  ...explained(
    "functions/export/judge-snapshot.ts",
    "It spares calls: the rules ask the same before they look at the day.",
    [["ignoredByItself(snapshot, rules) === undefined", "true"]],
  ),
  ...explained(
    "functions/export/judge-snapshot.ts",
    "A snapshot without a day has no siblings of that day either.",
    [["own !== undefined", "true"]],
  ),
  ...explained(
    "functions/export/judge-snapshot.ts",
    "A record without a manifest is read as none: what is asked for too much is left out in the next step.",
    [
      ['[...records].filter(([, kinds]) => kinds.has("manifest"))', "[...records]"],
      ["(await Promise.all(chunk)).filter((landing) => landing !== undefined)", "await Promise.all(chunk)"],
      ["landing !== undefined", "true"],
    ],
  ),
  ...explained(
    "functions/export/judge-snapshot.ts",
    "Only how many manifests are read at once, or more than once; no day of a plan has nine.",
    [["landed.slice(at, at + READS_IN_FLIGHT)", "landed"]],
  ),
  ...explained(
    "functions/export/judge-snapshot.ts",
    "It matters for a snapshot that has a tag now and had none when it was exported: in the one plan that has such a snapshot, RDS knows one export of it, which is complete. exported-by.test.ts has the others.",
    [
      ["!ENDED_WITHOUT_DATA.has(task.status)", "true"],
      [
        'alive.get(snapshot.arn)?.some((task) => belongs(task, snapshot, bucket) === "same")',
        'alive.get(snapshot.arn)?.every(task => belongs(task, snapshot, bucket) === "same")',
      ],
      ['belongs(task, snapshot, bucket) === "same"', "true"],
      ["false", "true"],
    ],
  ),
  ...explained("functions/export/judge-snapshot.ts", "The plans hold no such neighbours of one day.", [
    [
      "listed.some((each) => isSameSnapshot(each, landing.snapshotArn, landing.createTime))",
      "listed.every(each => isSameSnapshot(each, landing.snapshotArn, landing.createTime))",
    ],
  ]),
  ...explained(
    "functions/export/landing-rules.ts",
    "RDS gives the world's snapshots a time before anything depends on it, and a name without a day of the calendar is refused later by itself.",
    [
      [
        "landingDate(arn, createTime ?? new Date(0))?.backdated ?? true",
        "landingDate(arn, createTime ?? new Date(0))?.backdated && true",
      ],
      ["true", "false"],
    ],
  ),
  ...explained(
    "functions/export/landing-rules.ts",
    "No plan has a pattern that begins with the prefix itself; landing-rules.test.ts compares with regular expressions.",
    [["/^(rds|awsbackup):/", "/(rds|awsbackup):/"]],
  ),
  ...explained(
    "functions/export/landing-rules.ts",
    "Where parts of a pattern overlap in a name: landing-rules.test.ts compares with regular expressions.",
    [["found + part.length", "found - part.length"]],
  ),
  ...explained(
    "functions/export/landing-rules.ts",
    "The world's snapshots do not fail; landing-rules.test.ts has one.",
    [['snapshot.status !== "failed"', "true"]],
  ),
  ...explained(
    "functions/export/landing-rules.ts",
    "A day's first is looked for again among those that may be earlier: who is counted in both lists, or in the wrong one, changes the reason for a wait, not the end.",
    [
      ['status !== "creating" && status !== "deleting" && createTime !== undefined', "true"],
      [
        'status !== "creating" && status !== "deleting" && createTime !== undefined',
        'status !== "creating" && status !== "deleting" || createTime !== undefined',
      ],
      ['status !== "creating" && status !== "deleting"', "true"],
      ['status !== "creating" && status !== "deleting"', 'status !== "creating" || status !== "deleting"'],
      ['status !== "creating"', "true"],
      ['status !== "deleting"', "true"],
      ["createTime !== undefined", "true"],
      ["contenders.filter(isSettled)", "contenders"],
      ["contenders.filter((each) => !isSettled(each))", "contenders"],
    ],
  ),
  ...explained(
    "functions/export/landing-rules.ts",
    "No plan has a deleted landing whose name is ignored by now.",
    [
      ["past.filter(({ name }) => !rules.ignoredNames.some((pattern) => matches(name, pattern)))", "past"],
      [
        "rules.ignoredNames.some((pattern) => matches(name, pattern))",
        "rules.ignoredNames.every(pattern => matches(name, pattern))",
      ],
    ],
  ),
  ...explained(
    "functions/export/landing-rules.ts",
    "Where all land nobody has looked at the day, and an empty day has no first.",
    [['rules.landedSnapshots === "all"', "false"]],
  ),
  ...explained(
    "functions/export/landing-rules.ts",
    "A snapshot that is being made is waited for in any case, whatever the verdict.",
    [
      ['createTime === undefined || snapshot.status === "creating"', "false"],
      [
        'createTime === undefined || snapshot.status === "creating"',
        'createTime === undefined && snapshot.status === "creating"',
      ],
      ["createTime === undefined", "false"],
      ['snapshot.status === "creating"', "false"],
    ],
  ),
  ...explained(
    "functions/export/landing-rules.ts",
    "A snapshot is never earlier than itself, and the first of a day is nobody or no later than any: one condition stands for the others.",
    [
      [
        "first !== undefined && !isSameSnapshot(first, arn, createTime) && isEarlier(first, snapshot)",
        "first !== undefined && !isSameSnapshot(first, arn, createTime) || isEarlier(first, snapshot)",
      ],
      ["first !== undefined && !isSameSnapshot(first, arn, createTime)", "true"],
      [
        "first !== undefined && !isSameSnapshot(first, arn, createTime)",
        "first !== undefined || !isSameSnapshot(first, arn, createTime)",
      ],
      ["first !== undefined", "true"],
    ],
  ),
  ...explained(
    "functions/export/landing-rules.ts",
    "What has landed and is deleted was taken earlier in every plan.",
    [
      ["each.createTime === undefined || each.createTime <= createTime", "true"],
      ["each.createTime === undefined", "false"],
    ],
  ),
  ...explained(
    "functions/export/landing-rules.ts",
    "The only rival of the plans shows no time and was begun first: it is waited for by each of these conditions.",
    [
      [
        "other.arn !== arn &&\n      (other.createTime === undefined\n        ? now.getTime() - createTime.getTime() < MAKING_MILLISECONDS\n        : isEarlier(other, snapshot))",
        "true",
      ],
      [
        "other.arn !== arn &&\n      (other.createTime === undefined\n        ? now.getTime() - createTime.getTime() < MAKING_MILLISECONDS\n        : isEarlier(other, snapshot))",
        "other.arn !== arn || (other.createTime === undefined ? now.getTime() - createTime.getTime() < MAKING_MILLISECONDS : isEarlier(other, snapshot))",
      ],
      ["other.arn !== arn", "true"],
      ["other.createTime === undefined", "true"],
      ["other.createTime === undefined", "false"],
      ["now.getTime() - createTime.getTime() < MAKING_MILLISECONDS", "true"],
    ],
  ),
  ...explained(
    "functions/export/landing-rules.ts",
    "No plan takes two snapshots of an instance in the same moment; landing-rules.test.ts does.",
    [
      ["difference === 0", "true"],
      ["difference === 0", "false"],
      ["return difference === 0 ? one.name < other.name : difference < 0;"],
    ],
  ),
  ...explained(
    "functions/export/judge-snapshot.ts",
    "It spares calls: where a listed snapshot is earlier, or a deleted one that was exported, that one is the first whatever the manifests say.",
    [
      ["date === undefined || ofListed.first?.arn !== snapshot.arn", "false"],
      [
        "date === undefined || ofListed.first?.arn !== snapshot.arn",
        "date === undefined && ofListed.first?.arn !== snapshot.arn",
      ],
      ["date === undefined", "false"],
      ["ofListed.first?.arn !== snapshot.arn", "false"],
      ["withExported.first?.arn !== snapshot.arn || withExported.first.status === DELETED", "false"],
      [
        "withExported.first?.arn !== snapshot.arn || withExported.first.status === DELETED",
        "withExported.first?.arn !== snapshot.arn && withExported.first.status === DELETED",
      ],
      ["withExported.first?.arn !== snapshot.arn", "false"],
      ["withExported.first.status === DELETED", "false"],
    ],
  ),
  ...explained(
    "functions/export/judge-snapshot.ts",
    "It spares calls: the rules ask the same themselves before they look at the day.",
    [
      [
        'rules.landedSnapshots === "first_of_day" &&\n    // One that is being made is judged when it has been.\n    snapshot.status !== "creating" &&\n    !isBackdated(snapshot) &&\n    ignoredByItself(snapshot, rules) === undefined',
        "true",
      ],
      [
        'rules.landedSnapshots === "first_of_day" &&\n    // One that is being made is judged when it has been.\n    snapshot.status !== "creating" &&\n    !isBackdated(snapshot) &&\n    ignoredByItself(snapshot, rules) === undefined',
        'rules.landedSnapshots === "first_of_day" &&\n// One that is being made is judged when it has been.\nsnapshot.status !== "creating" && !isBackdated(snapshot) || ignoredByItself(snapshot, rules) === undefined',
      ],
      [
        'rules.landedSnapshots === "first_of_day" &&\n    // One that is being made is judged when it has been.\n    snapshot.status !== "creating" &&\n    !isBackdated(snapshot)',
        "true",
      ],
      [
        'rules.landedSnapshots === "first_of_day" &&\n    // One that is being made is judged when it has been.\n    snapshot.status !== "creating" &&\n    !isBackdated(snapshot)',
        'rules.landedSnapshots === "first_of_day" &&\n// One that is being made is judged when it has been.\nsnapshot.status !== "creating" || !isBackdated(snapshot)',
      ],
      [
        'rules.landedSnapshots === "first_of_day" &&\n    // One that is being made is judged when it has been.\n    snapshot.status !== "creating"',
        "true",
      ],
      [
        'rules.landedSnapshots === "first_of_day" &&\n    // One that is being made is judged when it has been.\n    snapshot.status !== "creating"',
        'rules.landedSnapshots === "first_of_day" ||\n// One that is being made is judged when it has been.\nsnapshot.status !== "creating"',
      ],
      ['rules.landedSnapshots === "first_of_day"', "true"],
      ['snapshot.status !== "creating"', "true"],
    ],
  ),
];
