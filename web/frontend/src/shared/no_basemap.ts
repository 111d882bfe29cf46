// In place of basemap.ts where a project has no tiles.

export const addBasemap = (): null => null;
