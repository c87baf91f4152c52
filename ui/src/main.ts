import { mount } from 'svelte';
import App from './App.svelte';
import { speech } from './lib/i18n/i18n.svelte';
import { router } from './lib/router.svelte';
import { entrance } from './lib/session.svelte';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';

speech.start();
router.start();
mount(App, { target: document.getElementById('app')! });
void entrance.start();
if (import.meta.env.PROD && 'serviceWorker' in navigator) void navigator.serviceWorker.register('/sw.js');
