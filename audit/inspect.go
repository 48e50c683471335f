package audit

import (
	"crypto/sha256"
	"go/ast"
	"slices"

	"golang.org/x/tools/go/ast/inspector"

	"unleak/audit/load"
	"unleak/rules/code"
	"unleak/rules/rule"
)

// An outcome is what one package adds to the report.
type outcome struct {
	findings   []Finding
	suppressed []Suppressed
	warnings   []Problem
	errors     []Problem
	sums       map[string][sha256.Size]byte
}

// A view is a package as rules see it: an excerpt, or all of it.
type view struct {
	pkg     *load.Package
	indexed *code.Package // shared by the rules
	context map[string]bool
}

func newView(pkg *load.Package) *view {
	v := &view{pkg: pkg, context: map[string]bool{}}
	var files []*ast.File
	for _, f := range pkg.Files {
		files = append(files, f.AST)
		v.context[f.Path] = f.Context
	}
	v.indexed = code.NewPackage(pkg.Fset, pkg.Types, pkg.Info, inspector.New(files))
	if v.indexed.Excerpt = pkg.Excerpt; pkg.Excerpt {
		v.indexed.Mentioning = pkg.Mentioning
	}
	return v
}

// run runs a rule. If the rule asks for the whole package, what it found counts for nothing.
func (v *view) run(r *rule.Rule, opt Options) (found []Finding, needWhole bool) {
	pass := &rule.Pass{
		Package: v.indexed,
		Rule:    r,
		Timers:  rule.Timers(v.pkg.Module.Timers),
		Form:    opt.Form,
		Report: func(f rule.Finding) {
			if f := place(v.pkg, r, f); !v.context[f.File] {
				found = append(found, f)
			}
		},
	}
	if opt.Why {
		v.indexed.Trail = &code.Trail{}
	}
	if v.pkg.Excerpt {
		pass.NeedWhole = func() { needWhole = true }
	}
	r.Run(pass)
	return found, needWhole
}

// inspect runs the rules over one package.
func inspect(pkg *load.Package, opt Options) outcome {
	var found []Finding
	var errors []Problem
	excerpt := newView(pkg)
	var whole *view // made when a rule asks for it
	for _, r := range opt.Rules {
		some, needWhole := excerpt.run(r, opt)
		if needWhole && whole == nil {
			all, problem := pkg.Whole()
			if problem != nil {
				errors = []Problem{Problem(*problem)} // the same each time
				continue
			}
			whole = newView(all)
		}
		if needWhole {
			some, _ = whole.run(r, opt)
		}
		found = append(found, some...)
	}
	if whole != nil {
		pkg = whole.pkg // its files are those of the excerpt, and those in which the rest was found
	}
	out := outcome{findings: found}
	if opt.NoSuppressions {
		doubt(pkg, found, opt.Rules)
	} else {
		out = suppress(pkg, found, opt.Rules)
	}
	out.errors = errors
	out.sums = sums(pkg, out.findings)
	return out
}

// sums returns the checksums of the files that have something to fix.
func sums(pkg *load.Package, found []Finding) map[string][sha256.Size]byte {
	out := map[string][sha256.Size]byte{}
	for _, f := range found {
		if _, ok := out[f.File]; ok || f.Fix.Change == nil {
			continue
		}
		if i := slices.IndexFunc(pkg.Files, func(x *load.File) bool { return x.Path == f.File }); i >= 0 {
			out[f.File] = sha256.Sum256(pkg.Files[i].Src)
		}
	}
	return out
}
