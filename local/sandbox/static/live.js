// Fetches the page anew when the sandbox's version changed; nothing while the tab is hidden.
let seen = null;

async function look() {
  if (document.hidden) return;
  try {
    const { version } = await (await fetch("/control/version")).json();
    if (seen !== null && version !== seen) {
      const page = await (await fetch(location.href)).text();
      const fresh = new DOMParser().parseFromString(page, "text/html").getElementById("live");
      document.getElementById("live").replaceWith(fresh);
    }
    seen = version;
  } catch {
    // The sandbox is gone or busy; look again later.
  }
}

look();
setInterval(look, 2000);
