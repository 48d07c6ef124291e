import DefaultTheme from 'vitepress/theme';
import LiveScreens from './LiveScreens.vue';
import Playground from './Playground.vue';
import './style.css';

export default {
  extends: DefaultTheme,
  enhanceApp: ({ app }) => {
    app.component('Playground', Playground);
    app.component('LiveScreens', LiveScreens);
  },
};
