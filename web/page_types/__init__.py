"""What a page's script receives, declared once: its types in TypeScript are made from this.

``make types-ts`` writes ``web/frontend/src/shared/page_types.ts``; a text under a field here is
the comment there. Places are cells of the page's grid unless they are called degrees.
"""
