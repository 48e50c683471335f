"use strict";
// The findings as a table that can be sorted and filtered. What is shown is kept in the address (#q=…), so that it can be shared.
(() => {
	const root = document.documentElement;
	const stored = {
		get: () => { try { return localStorage.getItem("unleak-theme"); } catch { return null; } },
		set: (v) => { try { localStorage.setItem("unleak-theme", v); } catch { /* a page that may keep nothing */ } },
	};
	if (["light", "dark"].includes(stored.get())) root.dataset.theme = stored.get();

	const chunk = 100; // rows that are made at once
	const order = { class: ["bug", "leak", "churn", "none"], fix: ["safe", "review", "none"], loop: ["yes", "closure", "no"] };

	// el makes an element. Text is only ever set as text.
	function el(tag, attrs, ...children) {
		const e = document.createElement(tag);
		for (const [name, value] of Object.entries(attrs || {})) {
			if (name === "class") e.className = value;
			else if (value !== null && value !== false) e.setAttribute(name, value === true ? "" : value);
		}
		e.append(...children.filter((c) => c !== null && c !== ""));
		return e;
	}

	function theme() {
		const button = document.getElementById("theme");
		const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
		const label = () => { button.textContent = dark() ? "☀ Light" : "☾ Dark"; button.setAttribute("aria-label", dark() ? "Use the light theme" : "Use the dark theme"); };
		button.addEventListener("click", () => {
			root.dataset.theme = dark() ? "light" : "dark";
			stored.set(root.dataset.theme);
			label();
		});
		matchMedia("(prefers-color-scheme: dark)").addEventListener("change", label);
		label();
		button.hidden = false;
	}

	// read returns the findings as objects: in the page they are numbers into a list of strings.
	function read() {
		const data = JSON.parse(document.getElementById("data").textContent);
		const s = data.strings;
		const list = data.rows.map((r, i) => {
			const f = {
				i, file: s[r[0]], line: r[1], column: r[2], pattern: s[r[3]], loop: s[r[4]], note: s[r[5]], class: s[r[6]],
				fix: s[r[7]], reason: s[r[8]], rule: s[r[9]], finds: s[r[10]], func: s[r[11]], message: s[r[12]], outstanding: s[r[13]],
				owner: s[r[14]], fingerprint: s[r[15]], weight: r[16], weighed: s[r[17]], diff: r[18] < 0 ? null : data.diffs[r[18]],
			};
			f.text = [f.file + ":" + f.line, f.pattern, f.func, f.rule, f.message, f.reason, f.note, f.owner].join("\n").toLowerCase();
			return f;
		});
		const byPlace = [...list].sort((a, b) => a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column || a.i - b.i);
		byPlace.forEach((f, i) => { f.place = i; });
		return { list, weight: data.weight };
	}

	const counted = (n) => n.toLocaleString("en");

	function start() {
		theme();
		if (!document.getElementById("data")) return;
		const { list: all, weight } = read();
		const usual = weight ? "weight" : "class"; // the order
		const table = document.getElementById("table");
		const body = el("tbody");
		const state = { q: "", class: new Set(), rule: new Set(), fix: new Set(), loop: new Set(), sort: usual, down: false, open: new Set() };
		let shown = [], made = 0, inOrder = all, sortedBy = "";

		const columns = [
			{ id: "file", title: "File:Line", key: (f) => f.place },
			{ id: "pattern", title: "Pattern", key: (f) => f.pattern },
			{ id: "loop", title: "In loop?", key: (f) => order.loop.indexOf(f.loop) },
			{ id: "class", title: "Class", key: (f) => order.class.indexOf(f.class) },
			{ id: "fix", title: "Fix", key: (f) => order.fix.indexOf(f.fix) },
		];
		if (all.some((f) => f.owner)) columns.push({ id: "owner", title: "Owner", key: (f) => f.owner });
		if (weight) columns.push({ id: "weight", title: weight, key: (f) => -f.weight });

		// Filters: what is checked in one group is an or, the groups are an and.
		const facets = [
			{ id: "class", title: "Class" }, { id: "fix", title: "Fix" }, { id: "loop", title: "In loop" }, { id: "rule", title: "Rule" },
		];
		const input = el("input", { type: "search", id: "q", placeholder: "Filter by file, pattern, function, message…", "aria-label": "Filter the findings", autocomplete: "off", spellcheck: "false" });
		const reset = el("button", { type: "button", class: "quiet", id: "reset" }, "Reset");
		const groups = el("div", { class: "facets" });
		for (const facet of facets) {
			const values = [...new Set(all.map((f) => f[facet.id]))];
			const known = order[facet.id];
			values.sort(known ? (a, b) => known.indexOf(a) - known.indexOf(b) : undefined);
			facet.chips = new Map();
			const set = el("fieldset", {}, el("legend", {}, facet.title));
			for (const value of values) {
				const box = el("input", { type: "checkbox", name: facet.id, value });
				const count = el("b");
				const chip = el("label", { class: "chip" }, box, el("span", {}, value || "–", " ", count));
				box.addEventListener("change", () => { box.checked ? state[facet.id].add(value) : state[facet.id].delete(value); changed(); });
				facet.chips.set(value, { box, count, chip });
				set.append(chip);
			}
			groups.append(set);
		}
		const controls = document.getElementById("controls");
		controls.append(el("div", { class: "search" }, input, reset), groups);
		controls.addEventListener("submit", (e) => e.preventDefault());
		input.addEventListener("input", () => { state.q = input.value; changed(); });
		reset.addEventListener("click", () => {
			state.q = "";
			for (const facet of facets) state[facet.id].clear();
			changed();
			input.focus();
		});

		const heads = new Map();
		const head = el("tr");
		for (const c of columns) {
			const button = el("button", { type: "button" }, c.title);
			button.addEventListener("click", () => {
				state.down = state.sort === c.id && !state.down;
				state.sort = c.id;
				changed();
			});
			const th = el("th", { scope: "col", class: "col-" + c.id }, button);
			heads.set(c.id, th);
			head.append(th);
		}
		table.append(el("thead", {}, head), body);

		const nearEnd = new IntersectionObserver((entries) => {
			if (entries.some((e) => e.isIntersecting) && made < shown.length) more();
		}, { rootMargin: "1500px" });

		// sorted returns all findings as the state says; those that are equal stay in the order of the report.
		function sorted() {
			if (sortedBy === state.sort + state.down) return inOrder;
			const key = columns.find((c) => c.id === state.sort).key;
			const sign = state.down ? -1 : 1;
			inOrder = all.map((f) => ({ f, key: key(f) })).sort((a, b) => a.key < b.key ? -sign : a.key > b.key ? sign : 0).map((x) => x.f);
			sortedBy = state.sort + state.down;
			return inOrder;
		}

		// apply works out what to show and starts to show it. A chip says how many there would be with it alone in its group.
		function apply() {
			const words = state.q.toLowerCase().split(/\s+/).filter(Boolean);
			const chosen = facets.filter((x) => state[x.id].size);
			for (const facet of facets) for (const chip of facet.chips.values()) chip.n = 0;
			shown = [];
			for (const f of sorted()) {
				if (!words.every((w) => f.text.includes(w))) continue;
				const against = chosen.filter((x) => !state[x.id].has(f[x.id]));
				if (against.length === 0) shown.push(f);
				if (against.length <= 1) for (const x of against.length ? against : facets) x.chips.get(f[x.id]).n++;
			}
			for (const facet of facets) {
				for (const [value, { n, box, count, chip }] of facet.chips) {
					count.textContent = counted(n);
					chip.classList.toggle("empty", n === 0);
					box.checked = state[facet.id].has(value);
				}
			}
			for (const [id, th] of heads) {
				if (id === state.sort) th.setAttribute("aria-sort", state.down ? "descending" : "ascending");
				else th.removeAttribute("aria-sort");
			}
			const filtered = shown.length < all.length;
			document.getElementById("status").textContent = filtered ? counted(shown.length) + " of " + counted(all.length) + " findings" : counted(all.length) + (all.length === 1 ? " finding" : " findings");
			reset.hidden = !(state.q || facets.some((x) => state[x.id].size));
			if (input.value !== state.q) input.value = state.q;
			body.replaceChildren();
			made = 0;
			more();
		}

		// more makes the next rows. Ten thousand rows at once would take seconds, and nobody looks at them.
		function more(n = chunk) {
			const rows = document.createDocumentFragment();
			for (const f of shown.slice(made, made + n)) {
				rows.append(row(f));
				if (state.open.has(f.i)) rows.append(detail(f));
			}
			made = Math.min(made + n, shown.length);
			if (shown.length === 0) rows.append(el("tr", {}, el("td", { colspan: columns.length, class: "muted" }, "Nothing matches these filters.")));
			body.append(rows);
			const rest = document.getElementById("more");
			rest.hidden = made === shown.length;
			rest.textContent = counted(shown.length - made) + " more";
			nearEnd.unobserve(rest);
			nearEnd.observe(rest); // calls back at once, in case there is still room
		}

		// reveal shows the first open finding, for whoever follows a link to one.
		function reveal() {
			const at = shown.findIndex((f) => state.open.has(f.i));
			if (at < 0) return false;
			if (at >= made) more(at + 1 - made);
			document.getElementById("f" + shown[at].i).scrollIntoView({ block: "center" });
			return true;
		}

		function row(f) {
			const open = state.open.has(f.i);
			const cut = f.file.lastIndexOf("/") + 1;
			const name = el("span", {});
			for (const part of f.file.slice(0, cut).split(/(?<=\/)/)) if (part) name.append(el("span", { class: "dir" }, part), el("wbr"));
			name.append(el("span", { class: "base" }, f.file.slice(cut)), ":" + f.line);
			const button = el("button", { type: "button", class: "open-row", "aria-expanded": String(open) }, name);
			const cells = {
				file: [button], pattern: [el("code", {}, f.pattern)],
				loop: [f.loop, f.note ? el("span", { class: "muted" }, " (" + f.note + ")") : ""],
				class: [el("span", { class: "pill " + f.class }, f.class)],
				fix: [el("span", { class: f.fix === "none" ? "muted" : "fixed" }, f.fix)], owner: [f.owner], weight: [f.weighed],
			};
			const tr = el("tr", { class: open ? "row open" : "row", id: "f" + f.i });
			for (const c of columns) {
				const label = { loop: "in loop:", fix: "fix:" }[c.id];
				tr.append(el("td", { class: "col-" + c.id, "data-label": label || null }, ...cells[c.id]));
			}
			tr.addEventListener("click", (e) => {
				if (!e.target.closest("button") && String(getSelection())) return; // somebody marks text
				const opened = !state.open.delete(f.i);
				if (opened) { state.open.add(f.i); tr.after(detail(f)); } else if (tr.nextSibling) tr.nextSibling.remove();
				button.setAttribute("aria-expanded", String(opened));
				tr.classList.toggle("open", opened);
				remember();
			});
			return tr;
		}

		function detail(f) {
			const facts = el("dl", { class: "facts" });
			const fact = (name, ...value) => { if (value.some(Boolean)) facts.append(el("dt", {}, name), el("dd", {}, ...value)); };
			fact("Rule", f.rule, f.finds ? el("span", { class: "muted" }, ": " + f.finds) : "");
			fact("Function", f.func ? el("code", {}, f.func) : "");
			fact("Timers at a time", { one: "one at most", many: "many" }[f.outstanding] || "");
			fact("Fix", f.fix === "none" && !f.reason ? "" : f.fix, f.reason ? ": " + f.reason : "");
			fact("Owner", f.owner);
			fact(weight, f.weight ? f.weighed : "");
			fact("Fingerprint", el("code", { class: "muted" }, f.fingerprint));
			const td = el("td", { class: "detail", colspan: columns.length }, el("p", { class: "message" }, f.message), facts);
			if (typeof f.diff === "string") td.append(el("pre", { class: "mono" }, f.diff));
			else if (f.diff) td.append(sideBySide(f));
			return el("tr", { class: "detail-row" }, td);
		}

		// sideBySide shows a fix. Words that differ are every second piece of a line.
		function sideBySide(f) {
			const body = el("tbody");
			const line = (text, mark) => typeof text === "string" ? [text] : text.map((piece, i) => i % 2 ? el(mark, {}, piece) : piece);
			for (const [oldStart, newStart, lines] of f.diff) {
				if (body.firstChild || oldStart > 1) body.append(el("tr", { class: "hunk" }, el("td", { colspan: 4 }, "⋯ line " + oldStart)));
				let o = oldStart, n = newStart;
				for (const l of lines) {
					const [before, after] = typeof l === "string" ? [l, l] : l;
					const kind = typeof l === "string" ? ["", ""] : [before === 0 ? " blank" : " del", after === 0 ? " blank" : " add"];
					body.append(el("tr", { class: typeof l === "string" ? "same" : null },
						el("td", { class: "old ln" + kind[0] }, before === 0 ? "" : String(o++)),
						el("td", { class: "old text" + kind[0] }, ...(before === 0 ? [] : line(before, "del"))),
						el("td", { class: "new ln" + kind[1] }, after === 0 ? "" : String(n++)),
						el("td", { class: "new text" + kind[1] }, ...(after === 0 ? [] : line(after, "ins")))));
				}
			}
			const widths = el("colgroup", {}, el("col", { class: "num" }), el("col"), el("col", { class: "num" }), el("col"));
			return el("table", { class: "diff" }, el("caption", {}, "What the fix changes"), widths, body);
		}

		// The address.
		function remember() {
			const p = new URLSearchParams();
			if (state.q) p.set("q", state.q);
			for (const facet of facets) if (state[facet.id].size) p.set(facet.id, [...state[facet.id]].join(","));
			if (state.sort !== usual || state.down) p.set("sort", (state.down ? "-" : "") + state.sort);
			if (state.open.size) p.set("open", [...state.open].slice(-20).join(","));
			try { history.replaceState(null, "", "#" + p); } catch { /* a browser that does not allow it for files */ }
		}
		function recall() {
			const p = new URLSearchParams(location.hash.slice(1));
			const list = (name) => (p.get(name) || "").split(",").filter(Boolean);
			state.q = p.get("q") || "";
			for (const facet of facets) state[facet.id] = new Set(list(facet.id).filter((v) => facet.chips.has(v)));
			const sort = p.get("sort") || usual;
			state.down = sort.startsWith("-");
			state.sort = columns.some((c) => c.id === sort.replace("-", "")) ? sort.replace("-", "") : usual;
			state.open = new Set(list("open").map(Number));
		}
		let pending = 0;
		function changed() {
			cancelAnimationFrame(pending);
			pending = requestAnimationFrame(() => { remember(); apply(); });
		}

		recall();
		controls.hidden = table.hidden = false;
		apply();
		reveal();
		addEventListener("hashchange", () => { recall(); apply(); reveal() || document.getElementById("findings").scrollIntoView(); });
		addEventListener("beforeprint", () => more(shown.length));
	}
	document.addEventListener("DOMContentLoaded", start);
})();
