import { parse, type DefaultTreeAdapterTypes } from "parse5";

type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.Document;
export type Element = DefaultTreeAdapterTypes.Element;

/** A page as a browser would read it. */
export interface ParsedPage {
  /** Every element in document order. */
  readonly elements: readonly Element[];
  /** Names of tags, all of them. */
  all(...tags: string[]): Element[];
  byId(id: string): Element | undefined;
}

export function parsedPage(text: string): ParsedPage {
  const elements = descendants(parse(text));
  return {
    elements,
    all: (...tags) => elements.filter(({ tagName }) => tags.includes(tagName)),
    byId: (id) => elements.find((element) => attribute(element, "id") === id),
  };
}

export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((each) => each.name === name)?.value;
}

/** The text of an element, white space as it stands. */
export function textOf(node: Node): string {
  if ("value" in node) return node.value;
  return "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
}

export function descendants(node: Node): Element[] {
  const own = "tagName" in node ? [node] : [];
  return "childNodes" in node ? [...own, ...node.childNodes.flatMap(descendants)] : own;
}
