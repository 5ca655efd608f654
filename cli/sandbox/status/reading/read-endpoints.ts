import { paginateDescribeVpcEndpoints, type EC2Client } from "@aws-sdk/client-ec2";
import * as z from "zod";
import type { EndpointFacts, Found } from "../facts";
import { look } from "./look";

const endpointSchema = z.object({
  VpcEndpointId: z.string(),
  ServiceName: z.string(),
  State: z.string(),
  SubnetIds: z.array(z.string()).default([]),
  Groups: z.array(z.object({ GroupName: z.string().optional() })).default([]),
});

/** The interface endpoints behind that security group; there are none where the VPC has a way out of its own. */
export function readEndpoints(
  ec2: EC2Client,
  securityGroup: string,
  signal: AbortSignal,
): Promise<Found<readonly EndpointFacts[]>> {
  return look({
    what: "VPC endpoints",
    action: "ec2:DescribeVpcEndpoints",
    signal,
    read: async () => {
      const endpoints: EndpointFacts[] = [];
      const pages = paginateDescribeVpcEndpoints(
        { client: ec2 },
        { Filters: [{ Name: "vpc-endpoint-type", Values: ["Interface"] }] },
        { abortSignal: signal },
      );
      for await (const { VpcEndpoints = [] } of pages)
        for (const answer of VpcEndpoints) {
          const endpoint = endpointSchema.parse(answer);
          if (endpoint.Groups.every(({ GroupName }) => GroupName !== securityGroup)) continue;
          endpoints.push({
            id: endpoint.VpcEndpointId,
            service: endpoint.ServiceName,
            state: endpoint.State,
            zones: endpoint.SubnetIds.length,
          });
        }
      return endpoints;
    },
  });
}
