import './monaco-workers.ts';
import 'graphiql/style.css';
import './style.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { loadConfig } from './config.ts';
import { loadTexts, preferredLanguage, ReaderTextsProvider } from './texts/languages.ts';

const root = createRoot(document.getElementById('root') ?? document.body);

const language = preferredLanguage();

Promise.all([loadConfig(), loadTexts(language)]).then(
  ([config, texts]) =>
    root.render(
      <StrictMode>
        <ReaderTextsProvider language={language} texts={texts}>
          <App config={config} />
        </ReaderTextsProvider>
      </StrictMode>,
    ),
  (error: unknown) =>
    root.render(
      <p role="alert" className="error fatal">
        {error instanceof Error ? error.message : String(error)}
      </p>,
    ),
);
