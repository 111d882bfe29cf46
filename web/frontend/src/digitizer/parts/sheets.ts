/** Maps and photographs in files of this device, as sheets to lay under the work. */

export { openArchive } from "../ground/archive";
export { openGeotiff } from "../ground/geotiff";
export { fitsInMemory, sheetOf } from "../ground/mbtiles";
