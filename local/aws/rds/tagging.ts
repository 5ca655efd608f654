import { AwsError } from "../aws-error";
import type { QueryParameters } from "../protocols/query-protocol";
import type { XmlElements } from "../xml";
import { findSubscription } from "./event-subscriptions";
import type { RdsWorld } from "./rds-world";
import { tagsXml } from "./render";
import { findInstance, findSnapshot } from "./find";
import { givenTags, mergedTags, withoutTags, type Tags } from "./tags";

/** What has tags, and how it gets others. */
interface Tagged {
  readonly tags: Tags;
  save(tags: Tags): void;
}

/** AddTagsToResource. @throws AwsError */
export function addTagsToResource(world: RdsWorld, parameters: QueryParameters): XmlElements | undefined {
  const resource = tagged(world, parameters.required("ResourceName"));
  const given = givenTags(parameters);
  if (given === undefined)
    throw new AwsError("MissingParameter", "The request must contain the parameter Tags.");
  resource.save(mergedTags(resource.tags, given));
  return undefined;
}

/** RemoveTagsFromResource: keys that the resource does not have are no error. @throws AwsError */
export function removeTagsFromResource(
  world: RdsWorld,
  parameters: QueryParameters,
): XmlElements | undefined {
  const resource = tagged(world, parameters.required("ResourceName"));
  resource.save(withoutTags(resource.tags, parameters.list("TagKeys")));
  return undefined;
}

/** ListTagsForResource. @throws AwsError */
export function listTagsForResource(world: RdsWorld, parameters: QueryParameters): XmlElements {
  return { TagList: tagsXml(tagged(world, parameters.required("ResourceName")).tags) };
}

function tagged(world: RdsWorld, arn: string): Tagged {
  const kind = /^arn:[^:]+:rds:([^:]*:\d*:[^:]+):/.exec(arn)?.[1] ?? "";
  switch (kind) {
    case `${world.arns.region}:${world.arns.accountId}:db`: {
      const instance = findInstance(world, arn);
      return { tags: instance.tags, save: (tags) => void world.saveInstance({ ...instance, tags }) };
    }
    case `${world.arns.region}:${world.arns.accountId}:snapshot`: {
      const snapshot = findSnapshot(world, arn);
      return { tags: snapshot.tags, save: (tags) => void world.saveSnapshot({ ...snapshot, tags }) };
    }
    case `${world.arns.region}:${world.arns.accountId}:es`: {
      const subscription = findSubscription(world, arn.slice(arn.lastIndexOf(":") + 1));
      return {
        tags: subscription.tags,
        save: (tags) => void world.subscriptions.set(subscription.name, { ...subscription, tags }),
      };
    }
    default:
      throw new AwsError(
        "InvalidParameterValue",
        `The specified resource name does not match an RDS resource in this region: ${arn}. The local RDS keeps tags of DB instances (db), DB snapshots (snapshot) and event subscriptions (es).`,
      );
  }
}
