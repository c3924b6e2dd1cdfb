// Before anything is drawn, so that nobody who chose dark sees a white page first.
try {
  const chosen = localStorage.getItem("theme");
  if (chosen) document.documentElement.dataset.theme = chosen;
} catch {
  // Without storage the system's choice holds.
}
