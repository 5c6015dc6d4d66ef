"""What differs between two XML documents, as paths; and whether one is the other with something put in."""

import re

from lxml import etree

PARSER = etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True, remove_blank_text=False, strip_cdata=False)
TOKEN = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<[^>]*>|[^<]+", re.DOTALL)
#: Elements whose text may change where they may change at all.
FREE_TEXT = {b"definedName"}
NAME = re.compile(rb"</?(?:[^\s/>:]+:)?([^\s/>]+)")


def parsed(data):
    return etree.fromstring(data, PARSER)


def local(element):
    return etree.QName(element).localname if isinstance(element.tag, str) else {
        etree.Comment: "#comment", etree.ProcessingInstruction: "#instruction"}.get(element.tag, "#other")


def canonical(element):
    """The element with all it holds, as one string."""
    if not isinstance(element.tag, str):
        # A comment or an instruction alone has no canonical form.
        return etree.tostring(element, with_tail=False)
    return etree.tostring(element, method="c14n", exclusive=True, with_comments=True, with_tail=False)


class Difference:
    """One difference: what ("attribute", "text", "added", "removed", "order"), where, before and after."""

    def __init__(self, what, path, old=None, new=None, element=None, parent=None, is_last=True):
        self.what, self.path, self.old, self.new, self.element = what, path, old, new, element
        #: The element of the new document that holds it; whether nothing of the original follows there.
        self.parent, self.is_last = parent, is_last

    def __repr__(self):
        shown = "" if self.old is None and self.new is None else f": {str(self.old)[:160]} -> {str(self.new)[:160]}"
        return f"{self.what} {self.path}{shown}"


def differences(old, new, identity=lambda element: None, path=None):
    """Every difference between two elements; children are aligned in order, by what `identity` gives or by being equal."""
    path = path or local(old)
    if old.tag != new.tag:
        yield Difference("removed", path, old.tag, new.tag, old)
        return
    for name in sorted({*old.attrib, *new.attrib}):
        before, after = old.get(name), new.get(name)
        if before != after:
            yield Difference("attribute", f"{path}@{etree.QName(name).localname}", before, after, new)
    if set(old.nsmap.items()) - set(new.nsmap.items()):
        yield Difference("attribute", f"{path}@xmlns", old.nsmap, new.nsmap, new)
    texts = ["".join([element.text or "", *(child.tail or "" for child in element)]) for element in (old, new)]
    if texts[0] != texts[1]:
        yield Difference("text", path, *texts, element=new)
    olds, news = list(old), list(new)
    shown = [canonical(child) for child in news]
    keys = [(child.tag, identity(child)) for child in news]
    at, left = 0, [canonical(child) for child in olds]
    for index, child in enumerate(olds):
        key = (child.tag, identity(child))
        if key[1] is not None:
            found = next((place for place in range(at, len(news)) if keys[place] == key), None)
        else:
            found = next((place for place in range(at, len(news)) if shown[place] == left[index]), None)
        if found is None and key[1] is None:
            # The next of that name that is not one of those still to come.
            found = next((place for place in range(at, len(news))
                          if keys[place] == key and shown[place] not in left[index + 1:]), None)
        step = f"{path}/{local(child)}" + (f"[{key[1]}]" if key[1] is not None else "")
        if found is None:
            yield Difference("removed", step, element=child)
            continue
        for place in range(at, found):
            yield added(news[place], path, identity, new, is_last=False)
        at = found + 1
        if shown[found] != left[index]:
            yield from differences(child, news[found], identity, step)
    for place in range(at, len(news)):
        yield added(news[place], path, identity, new)


def added(element, path, identity, parent, is_last=True):
    key = identity(element)
    return Difference("added", f"{path}/{local(element)}" + (f"[{key}]" if key is not None else ""), element=element,
                      parent=parent, is_last=is_last)


def unspliced(old, new, changeable):
    """The first piece of `old` that `new` has lost when markup was put in; None when all of it is there, in order.

    Tags are compared as bytes; those whose local name is among `changeable` may have other attributes.
    """
    pieces = iter(TOKEN.findall(new))
    is_text_free = False
    for piece in TOKEN.findall(old):
        name = NAME.match(piece)
        if is_text_free and not name:
            continue
        is_text_free = name is not None and name.group(1) in FREE_TEXT and name.group(1) in changeable
        if name and name.group(1) in changeable:
            end = piece.startswith(b"</")
            if not any(other == piece or (other.startswith(b"</") == end and (found := NAME.match(other)) and
                                          found.group(1) == name.group(1)) for other in pieces):
                return piece
        elif not any(other == piece for other in pieces):
            return piece
    return None
