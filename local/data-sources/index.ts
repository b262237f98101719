export { createDataSources, type DataSourcesOptions } from './create-data-sources.ts';
