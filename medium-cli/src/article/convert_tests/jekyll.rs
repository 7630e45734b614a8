//! Jekyll's Liquid, and kramdown.

use super::*;

#[test]
fn converts_jekyll() {
    converts(&[
        (
            "{% highlight html %}\n<h1>Hello & goodbye</h1>\n{% endhighlight %}",
            "```html\n<h1>Hello & goodbye</h1>\n```",
        ),
        (
            "![logo]({{ site.baseurl }}a.png)",
            "![logo](https://cdn/a.png)",
        ),
        (
            "![logo]({{ \"a.png\" | relative_url }})",
            "![logo](https://cdn/a.png)",
        ),
        (
            "{% include youtube.html id=\"abc\" %}",
            "https://www.youtube.com/watch?v=abc",
        ),
        (
            "{% include figure.html src=\"a.png\" caption=\"C\" %}",
            "![](https://cdn/a.png \"C\")",
        ),
        ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
        ("a{%- comment -%}secret{%- endcomment -%}b", "ab"),
        ("A paragraph.\n{: .center}", "A paragraph."),
        ("* TOC\n{:toc}\n\ntext", "text"),
        ("{% gist user/1 %}", "https://gist.github.com/user/1"),
    ]);
    assert_eq!(
        with_base("[the post]({% post_url 2016-01-02-x %}) [p]({% link about.md %})"),
        "[the post](https://blog.example/2016/01/02/x.html) [p](https://blog.example/about.html)\n"
    );
    assert!(error_of("{% include share.html %}").contains("unknown Liquid tag"));
    assert!(error_of("{{ site.data.x }}").contains("unknown template value"));
    assert!(error_of("{% if x %}a{% endif %}").contains("post.md:3:1: `{% if x %}`"));
}
