// What is chosen and how far it is; the form works without.
const sizeOf = ({ size }) => (size < 1e6 ? `${Math.ceil(size / 1e3)} kB` : `${(size / 1e6).toFixed(1)} MB`);

function listChosen({ target }) {
  if (target.type !== "file") return;
  const list = target.parentElement.querySelector("output") ?? document.createElement("output");
  list.replaceChildren(
    ...[...target.files].map((file) => {
      const line = document.createElement("bdi");
      line.textContent = `${file.name}, ${sizeOf(file)}`;
      return line;
    }),
  );
  target.after(list);
}

/** Shows what came as a browser would. */
function show({ responseText, responseURL }) {
  const page = new DOMParser().parseFromString(responseText, "text/html");
  history.replaceState(null, "", responseURL);
  document.title = page.title;
  document.body.replaceWith(page.body);
  scrollTo(0, 0);
  document.querySelector(".problem, main")?.focus();
  document.querySelector(".problem, #newest")?.scrollIntoView();
}

function send(event) {
  const { target: form, submitter } = event;
  const bar = form.querySelector("progress.sending");
  const has = [...form.querySelectorAll("[type=file]")].some(({ files }) => files.length);
  if (!bar || !has || event.defaultPrevented || navigator.connection?.saveData) return;
  event.preventDefault();
  if (!bar.hidden) return;
  const post = new XMLHttpRequest();
  post.upload.onprogress = ({ loaded, total }) => (bar.value = loaded / total);
  post.onerror = () => {
    bar.remove();
    form.requestSubmit(submitter);
  };
  // Else the browser keeps the form to go back to.
  post.onload = () => ([200, 422].includes(post.status) ? show(post) : post.onerror());
  const data = new FormData(form);
  if (submitter?.name) data.append(submitter.name, submitter.value);
  post.open("POST", submitter?.getAttribute("formaction") ?? form.getAttribute("action"));
  post.send(data);
  bar.hidden = false;
}

addEventListener("change", listChosen);
addEventListener("submit", send);
