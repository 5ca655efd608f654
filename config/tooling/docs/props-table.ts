import ts from "typescript";
import { markdownTable } from "./markdown-table";

/**
 * Reads a construct's inputs, with their doc comments, out of the interface in its source.
 * @param interfaceName the interface in that source
 * @throws Error when there is no such interface, or a property has no doc comment
 */
export function propsTable(file: string, source: string, interfaceName: string): string {
  const page = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const declaration = page.statements.find(
    (one): one is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(one) && one.name.text === interfaceName,
  );
  if (declaration === undefined) throw new Error(`${file}: expected the interface ${interfaceName}`);
  const rows = declaration.members.filter(ts.isPropertySignature).map((member) => row(file, member));
  return markdownTable(["input", "type", "default", "meaning"], rows);
}

function row(file: string, member: ts.PropertySignature): readonly string[] {
  const name = member.name.getText();
  const doc = ts.getJSDocCommentsAndTags(member).find(ts.isJSDoc);
  const meaning = ts.getTextOfJSDocComment(doc?.comment);
  if (meaning === undefined) throw new Error(`${file}: ${name} has no doc comment`);
  const tag = doc?.tags?.find(({ tagName }) => tagName.text === "default");
  const fallback = ts.getTextOfJSDocComment(tag?.comment) ?? "";
  const isRequired = member.questionToken === undefined;
  return [
    `\`${name}\``,
    `\`${member.type?.getText() ?? "unknown"}\``,
    isRequired ? "required" : fallback,
    meaning,
  ];
}
