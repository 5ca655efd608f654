import ts from "typescript";
import { markdownTable } from "./markdown-table";

/**
 * Reads the variables of a function's environment, with their doc comments, out of the schema in its source: the
 * comments are the only description, and are not there when the program runs.
 * @param source text of `functions/<name>/environment.ts`
 * @throws Error when the source holds no schema, or a variable has no doc comment
 */
export function environmentTable(file: string, source: string): string {
  const schema = findSchema(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true));
  if (schema === undefined) throw new Error(`${file}: expected z.strictObject({ … }) with the variables`);
  const rows = schema.properties.map((property) => [
    `\`${property.name?.getText() ?? ""}\``,
    commentOf(file, property),
  ]);
  return markdownTable(["variable", "meaning"], rows);
}

function findSchema(node: ts.Node): ts.ObjectLiteralExpression | undefined {
  if (ts.isCallExpression(node) && node.expression.getText().endsWith(".strictObject")) {
    const [shape] = node.arguments;
    if (shape !== undefined && ts.isObjectLiteralExpression(shape)) return shape;
  }
  return ts.forEachChild(node, findSchema);
}

function commentOf(file: string, property: ts.ObjectLiteralElementLike): string {
  const comment = ts
    .getJSDocCommentsAndTags(property)
    .filter(ts.isJSDoc)
    .map((doc) => ts.getTextOfJSDocComment(doc.comment))
    .find((text) => text !== undefined);
  if (comment === undefined)
    throw new Error(`${file}: ${property.name?.getText() ?? "a property"} has no doc comment`);
  return comment;
}
