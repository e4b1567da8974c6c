/** Loaded before anything is shown: without scripts every page of the module is visible, with them one at a time. */
document.documentElement.classList.add("wx-script");
window.winternship = {};
