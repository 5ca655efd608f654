import { Fn, Op, Token } from "cdktf";
import type { SandboxResourcesSettings } from "../../config/settings/sandbox-resources";
import type { JointRule } from "../shared/joint-rule";
import type { SandboxSettings } from "./settings";

type Tags = Readonly<Record<string, string>>;
type Tagged = Pick<SandboxSettings, "tags" | "costSweeperTags">;

/** EC2 and RDS alike (EC2 user guide, tag restrictions; RDS user guide, tagging). */
const MAXIMUM_TAGS = 50;

/** The later ones win. */
export function mergedTags(...maps: readonly Tags[]): Record<string, string> {
  return maps.some((map) => Token.isUnresolved(map))
    ? Token.asStringMap(Fn.merge([...maps]))
    : Object.fromEntries(maps.flatMap((map) => Object.entries(map)));
}

/** Each map may be short enough by itself. The bastion has the most tags: a name besides. */
export function tagCountRule({ tags, costSweeperTags }: Tagged): JointRule<keyof SandboxResourcesSettings> {
  return {
    of: ["tags", "cost_sweeper_tags"],
    holds: () => {
      const all = mergedTags(tags, costSweeperTags, { Name: "" });
      return Token.isUnresolved(all)
        ? Op.lte(Fn.lengthOf(all), MAXIMUM_TAGS)
        : Object.keys(all).length <= MAXIMUM_TAGS;
    },
    message: (called) =>
      `${called("tags")} and ${called("cost_sweeper_tags")}: expected at most ${MAXIMUM_TAGS} different tags, with the bastion's Name, which is how many an instance takes; leave some out.`,
  };
}
