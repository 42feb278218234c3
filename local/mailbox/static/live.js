// Brings in new mails; what is being read stays as it is.
let seen = null;

async function look() {
  if (document.hidden) return;
  try {
    const { version } = await (await fetch("/version")).json();
    if (seen !== null && version !== seen) {
      const page = await (await fetch(location.href)).text();
      const fresh = new DOMParser().parseFromString(page, "text/html");
      for (const id of ["list", "folders"]) {
        const part = document.getElementById(id);
        const { scrollTop } = part;
        part.replaceWith(fresh.getElementById(id));
        document.getElementById(id).scrollTop = scrollTop;
      }
    }
    seen = version;
  } catch {
    // The mailbox is gone or busy; look again later.
  }
}

look();
setInterval(look, 2000);
