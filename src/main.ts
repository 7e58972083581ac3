import '@fontsource-variable/inter';
import './ui/theme.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { Engine } from './engine/engine';
import { raiseWalls } from './engine/walls/raise-walls';
import { AppState } from './state/app.svelte';
import { createAssayApi } from './state/assay-api';
import { Workbench } from './state/workbench.svelte';

const level = raiseWalls((address) => (app.requests.leaving = address));
const workbench = new Workbench(new Engine());
const app = new AppState(workbench);
void app.follow(level);

Object.assign(globalThis, { assay: createAssayApi(workbench) });
mount(App, { target: document.querySelector('#app')!, props: { app } });
