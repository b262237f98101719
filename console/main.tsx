import './styles/index.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { loadConfig } from './config.ts';
import { startTheme } from './shell/theme.ts';
import { loadTexts, preferredLanguage } from './texts/languages.ts';
import { TextsProvider } from './texts/use-texts.tsx';

const root = createRoot(document.getElementById('root') ?? document.body);

async function start(): Promise<void> {
  startTheme();
  const language = preferredLanguage();
  const [config, texts] = await Promise.all([loadConfig(), loadTexts(language)]);
  root.render(
    <StrictMode>
      <TextsProvider language={language} texts={texts}>
        <App config={config} />
      </TextsProvider>
    </StrictMode>,
  );
}

start().catch((error: unknown) => {
  const text = error instanceof Error ? error.message : String(error);
  root.render(
    <p role="alert" className="callout callout-bad fatal">
      {text}
    </p>,
  );
});
