"""Fields that records of several kinds share."""

from models.field import Field, Type

NUMBER = Field("number", "编号", derived=True, width=9)
NOTE = Field("note", "备注", Type.LONG_TEXT, synonyms=("说明",), section="其他", width=10)

_CONTACT = (
    Field("contact", "企业联系人", synonyms=("联系人", "联系人姓名"), section="联系方式", width=5),
    Field(
        "phone",
        "联系电话",
        Type.PHONE,
        synonyms=("电话", "手机", "手机号", "联系方式", "电话号码", "联系人电话"),
        section="联系方式",
        width=8,
    ),
    Field(
        "address",
        "地址",
        synonyms=("企业地址", "注册地址", "经营地址", "所在地", "详细地址", "建设地点", "项目地址"),
        section="联系方式",
        width=12,
    ),
)
