import './monaco-workers.ts';
import 'graphiql/style.css';
import './style.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { loadConfig } from './config.ts';

const root = createRoot(document.getElementById('root') ?? document.body);

loadConfig().then(
  (config) =>
    root.render(
      <StrictMode>
        <App config={config} />
      </StrictMode>,
    ),
  (error: unknown) =>
    root.render(
      <p role="alert" className="error fatal">
        {error instanceof Error ? error.message : String(error)}
      </p>,
    ),
);
