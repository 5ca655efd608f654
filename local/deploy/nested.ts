import * as z from "zod";

/** A nested block: cdktf writes it as an object, HCL's JSON form also allows a list of one. */
export function nested<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
): z.ZodType<z.output<z.ZodObject<Shape, z.core.$strict>>> {
  return z.union([z.strictObject(shape), z.tuple([z.strictObject(shape)]).transform(([only]) => only)]);
}
